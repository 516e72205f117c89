import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { describeStep } from '../../../../../shared/charts/schedule-curve'
import { formatRate } from '../../../../../shared/domain/format-rate'
import { useDesignStore } from '../../../stores/design'
import { useDrawingStore, type BoardPoint } from '../../../stores/drawing'
import { texts } from '../../../texts'
import { boardRange } from './board-range'
import type { Grid } from './grid'
import type { UnitsOfRun } from './points-spec'

/** The board as its parts see it: the run in units, the grid and the axes. */
export function useBoard() {
  const store = useDrawingStore()
  const { drawing, settings } = storeToRefs(store)
  const { length } = storeToRefs(useDesignStore())

  const totalSteps = computed(() => length.value.totalEpochs * length.value.stepsPerEpoch)
  const run = computed<UnitsOfRun>(() => {
    const { per } = settings.value
    return { per, units: per === 'epoch' ? length.value.totalEpochs : totalSteps.value }
  })
  const grid = computed<Grid>(() => ({
    units: run.value.units,
    snaps: settings.value.snaps,
  }))
  const range = computed(() => boardRange(settings.value, drawing.value.points))

  /** A place as people say it: "Epoch 12, step 2,876, rate 0.05". */
  const describe = ([at, rate]: BoardPoint) =>
    texts.draw.at(describeStep(at * totalSteps.value, length.value), formatRate(rate))

  return { store, drawing, settings, length, totalSteps, run, grid, range, describe }
}
