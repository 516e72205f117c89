import type { ChartOption } from '../../shared/charts/echarts'
import { fileSize } from '../../shared/charts/frame'
import { legendLabels, overlaidLine, rangeOfLines } from '../../shared/charts/overlay'
import { scheduleCurveOption } from '../../shared/charts/schedule-curve'
import { ScheduleError } from '../../shared/domain/schedule'
import type { PaintRequest } from '../services/ports'
import { printable } from './printable'

type SchedulesRequest = Extract<PaintRequest, { readonly kind: 'schedules' }>

/** A line's own fault is told with its name. */
function namingLine<Result>(name: string, draw: () => Result): Result {
  try {
    return draw()
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    throw new ScheduleError(error.path, `${error.rule} (in “${name}”)`, error.character)
  }
}

/** Schedules over each other; those that react are drawn for a made-up metric, and it is said. */
export function schedulesOption(request: SchedulesRequest): ChartOption {
  const { title, lines, length, look } = request
  const { theme } = request.picture
  // The finest a picture can show: a stretch for every pixel.
  const finest = { theme, buckets: fileSize.width }
  const labels = legendLabels(lines.map(({ name }) => printable(name)))
  const drawn = lines.map(({ name, spec }, index) => {
    const overlaid = { id: String(index), name: labels[index] ?? name, spec, style: index }
    return namingLine(name, () => overlaidLine(overlaid, length, finest))
  })
  const curves = drawn.map(({ line, reacts }) =>
    reacts ? { ...line, name: `${line.name} *` } : line,
  )
  const sign = curves.length > 1 ? '* drawn' : 'Drawn'
  return scheduleCurveOption({
    title: printable(title),
    lines: curves,
    length,
    ...look,
    theme,
    rates: rangeOfLines(curves, look.logarithmic),
    note: drawn.some(({ reacts }) => reacts) ? `${sign} for a made-up metric` : undefined,
    forFile: true,
  })
}
