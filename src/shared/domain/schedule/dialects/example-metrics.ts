/** How much of the metric is left from one epoch to the next while it improves. */
const improvement = 0.95

/**
 * Made-up values of a watched metric for drawing schedules that react, one an epoch: it gets better
 * by five percent an epoch through the first third of the run, then stands still. A metric of which
 * more is better climbs from a half towards one.
 */
export function exampleMetricValues(
  totalEpochs: number,
  better: 'min' | 'max' = 'min',
): readonly number[] {
  return Array.from({ length: totalEpochs }, (_, epoch) => {
    const left = improvement ** Math.min(epoch, Math.floor(totalEpochs / 3))
    return better === 'min' ? left : 1 - left / 2
  })
}
