import { chartColours, chartFont, type ChartTheme } from './theme'

const nameOf = (hovered: unknown): string => {
  const at = (Array.isArray(hovered) ? (hovered as readonly unknown[])[0] : hovered) as
    { readonly data?: { readonly tip?: unknown } } | undefined
  const tip = at?.data?.tip
  return typeof tip === 'string' ? tip : ''
}

/** A tooltip of what is under the pointer alone: the `tip` that its item brings, as plain text. */
export function itemTooltip(theme: ChartTheme) {
  const { tooltip, axis, text } = chartColours[theme]
  return {
    trigger: 'item' as const,
    renderMode: 'richText' as const,
    confine: true,
    transitionDuration: 0,
    backgroundColor: tooltip,
    borderColor: axis,
    textStyle: { color: text, fontFamily: chartFont, fontSize: 12, lineHeight: 17 },
    formatter: nameOf,
  }
}
