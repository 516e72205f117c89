import { FileImage, FileText } from '@lucide/vue'
import type { MenuEntry } from '../../../components/context-menu'
import { compareChartTexts } from '../../../texts/compare-charts'

/** A file that a panel can be saved as. */
export type PanelFile =
  | {
      readonly kind: 'picture'
      readonly format: 'png' | 'svg'
      readonly scale: number
      readonly transparent: boolean
    }
  | { readonly kind: 'table'; readonly layout: 'tidy' | 'wide' | 'json' }

const picture = (format: 'png' | 'svg', scale = 1, transparent = false): PanelFile => ({
  kind: 'picture',
  format,
  scale,
  transparent,
})
const table = (layout: 'tidy' | 'wide' | 'json'): PanelFile => ({ kind: 'table', layout })

const words = compareChartTexts.save
const files: readonly (readonly [id: string, label: string, file: PanelFile] | 'line')[] = [
  ['png-1', words.png(1), picture('png', 1)],
  ['png-2', words.png(2), picture('png', 2)],
  ['png-4', words.png(4), picture('png', 4)],
  ['png-clear', words.transparent, picture('png', 2, true)],
  ['svg', words.svg, picture('svg')],
  'line',
  ['tidy', words.tidy, table('tidy')],
  ['wide', words.wide, table('wide')],
  ['json', words.json, table('json')],
]

/** What a panel's menu for saving offers. */
export const saveEntries: readonly MenuEntry[] = files.map((entry) => {
  if (entry === 'line') return entry
  const [id, label, file] = entry
  return { id, label, icon: file.kind === 'picture' ? FileImage : FileText }
})

/** What a chart offers whose numbers stand in a table beside it. */
export const pictureEntries: readonly MenuEntry[] = saveEntries.slice(
  0,
  saveEntries.indexOf('line'),
)

/** The file that a choice of the menu means. */
export function fileOf(chosen: string): PanelFile | undefined {
  for (const entry of files) if (entry !== 'line' && entry[0] === chosen) return entry[2]
  return undefined
}
