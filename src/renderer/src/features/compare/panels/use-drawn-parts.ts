import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type {
  ComparedRun,
  CurveSource,
  ImportedCurves,
} from '../../../../../shared/domain/compare/compared-run'

/** What the panels' lines are made from. */
export interface DrawnParts {
  readonly runs: readonly ComparedRun[]
  readonly imports: readonly ImportedCurves[]
  readonly sources: ReadonlyMap<string, CurveSource>
}

/** While epochs come in, lines are drawn this often at most: drawing keeps the next epochs waiting. */
const whileReadingMs = 1_000

/**
 * The parts as the panels draw them. Other runs come once the table beside them is on the screen,
 * which a thousand lines would keep waiting with every letter of a filter; epochs that are being read
 * come all together; all else comes at once.
 */
export function useDrawnParts(
  parts: Ref<DrawnParts>,
  isReading: Ref<boolean>,
): Readonly<ShallowRef<DrawnParts>> {
  const drawn = shallowRef(parts.value)
  let drawnAt = performance.now()
  let frame = 0
  const draw = () => {
    cancelAnimationFrame(frame)
    frame = 0
    drawn.value = parts.value
    drawnAt = performance.now()
  }
  watch([parts, isReading], ([{ runs }, reading]) => {
    if (reading && performance.now() - drawnAt < whileReadingMs) return
    const before = drawn.value.runs
    if (runs === before || before.length === 0) draw()
    // What runs is told again and again: a frame that is waited for is not put off.
    else if (frame === 0) frame = requestAnimationFrame(afterPaint)
  })
  // A frame's callbacks run before it is painted: the next one's find the table on the screen.
  const afterPaint = () => {
    frame = requestAnimationFrame(draw)
  }
  onScopeDispose(() => cancelAnimationFrame(frame))
  return drawn
}
