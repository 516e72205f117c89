import { attempt } from '../../shared/domain/attempt'
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
  const drawn = attempt(ScheduleError, draw)
  if (drawn.ok) return drawn.value
  const { path, rule, character } = drawn.fault
  throw new ScheduleError(path, `${rule} (in “${name}”)`, character)
}

/** Schedules over each other; those that react are drawn for a made-up metric, and it is said. */
export function schedulesOption(request: SchedulesRequest): ChartOption {
  const { title, lines, length, look } = request
  const { theme } = request.picture
  // The finest a picture can show: a stretch for every pixel.
  const finest = { theme, buckets: fileSize.width }
  const labels = legendLabels(lines.map(({ name }) => printable(name)))
  const drawn = lines.map(({ name, spec }, index) => {
    // There is a label for every line.
    const label = labels[index] as string
    const overlaid = { id: String(index), name: label, spec, style: index }
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
