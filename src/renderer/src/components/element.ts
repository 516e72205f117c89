/** The parts of Element Plus that are used, each imported by itself. */
export { ElButton } from 'element-plus/es/components/button/index'
export { ElCheckbox } from 'element-plus/es/components/checkbox/index'
export { ElDialog } from 'element-plus/es/components/dialog/index'
export { ElInput } from 'element-plus/es/components/input/index'
export { ElInputNumber } from 'element-plus/es/components/input-number/index'
export { ElSegmented } from 'element-plus/es/components/segmented/index'
