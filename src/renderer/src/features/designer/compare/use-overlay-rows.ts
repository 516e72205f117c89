import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import {
  definitionOf,
  type RunLength,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'
import { useDesignStore } from '../../../stores/design'
import { useOverlayStore } from '../../../stores/overlay'
import type { Candidate } from './candidates'
import { overlayRows, play, type Played, type Row } from './overlay-rows'

/** About one for every two pixels of the plot. */
const buckets = 400

/** Plays each schedule once for a run, however often the others change. */
function playerFor(length: RunLength): (spec: ScheduleSpec) => Played {
  const known = new WeakMap<ScheduleSpec, Played>()
  return (spec) => {
    const played = known.get(spec) ?? play(spec, length, buckets)
    known.set(spec, played)
    return played
  }
}

/** The current design and what is laid over it, in the order in which it was chosen. */
export function useOverlayRows(
  candidates: ComputedRef<readonly Candidate[]>,
): ComputedRef<readonly Row[]> {
  const { design } = storeToRefs(useDesignStore())
  const { overlaid, measure } = storeToRefs(useOverlayStore())

  // By themselves, so that an edit of the design alone keeps what is known of the others.
  const totalEpochs = computed(() => design.value.totalEpochs)
  const stepsPerEpoch = computed(() => design.value.stepsPerEpoch)
  const player = computed(() =>
    playerFor({ totalEpochs: totalEpochs.value, stepsPerEpoch: stepsPerEpoch.value }),
  )
  const entries = computed(() => {
    const { name, spec } = design.value
    const about = definitionOf(spec.kind).title
    const byId = new Map(candidates.value.map((candidate) => [candidate.id, candidate]))
    return [
      { id: 'design', name, about, spec, place: 0 },
      ...overlaid.value.flatMap(({ id, place }) => {
        const candidate = byId.get(id)
        return candidate ? [{ ...candidate, place }] : []
      }),
    ]
  })
  return computed(() => overlayRows(entries.value, player.value, measure.value))
}
