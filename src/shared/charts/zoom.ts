import { chartColours, chartFont, type ChartTheme } from './theme'

/** Zoom along the epochs: a slider below the plot, or the wheel with Ctrl held. */
export function zoom(theme: ChartTheme) {
  const { axis, quietText, chosen, grid } = chartColours[theme]
  return [
    {
      type: 'inside' as const,
      zoomOnMouseWheel: 'ctrl' as const,
      moveOnMouseMove: 'shift' as const,
      moveOnMouseWheel: false,
      filterMode: 'none' as const,
    },
    {
      type: 'slider' as const,
      height: 14,
      bottom: 6,
      filterMode: 'none' as const,
      showDataShadow: false,
      brushSelect: false,
      borderColor: grid,
      fillerColor: chosen,
      handleStyle: { color: axis, borderColor: axis },
      moveHandleSize: 0,
      labelFormatter: (value: number) => String(Math.round(value)),
      textStyle: { color: quietText, fontFamily: chartFont, fontSize: 11 },
    },
  ]
}
