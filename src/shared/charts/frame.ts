import { chartColours, chartFont, type ChartTheme } from './theme'

/** Logical pixels of a chart in a file; its scale multiplies them. */
export const fileSize = { width: 960, height: 540 } as const

export interface FrameParts {
  readonly theme: ChartTheme
  readonly forFile: boolean
  readonly title: string
  readonly subtitle: string
  /** What a screen reader says of the chart. */
  readonly description: string
}

/** What all charts share: no animation, their own background and title only in files. */
export function frame({ theme, forFile, title, subtitle, description }: FrameParts) {
  const { background, text, quietText } = chartColours[theme]
  return {
    animation: false,
    backgroundColor: forFile ? background : 'transparent',
    textStyle: { fontFamily: chartFont, color: text },
    // A file has no element to label.
    aria: forFile ? { enabled: false } : { enabled: true, label: { enabled: true, description } },
    title: forFile
      ? {
          text: title,
          subtext: subtitle,
          left: 'center' as const,
          top: 12,
          itemGap: 10,
          textStyle: {
            color: text,
            fontFamily: chartFont,
            fontSize: 17,
            fontWeight: 'bold' as const,
            width: fileSize.width - 48,
            overflow: 'truncate' as const,
          },
          subtextStyle: { color: quietText, fontFamily: chartFont, fontSize: 13 },
        }
      : { show: false, text: title },
  }
}
