import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import { useDrawnParts, type DrawnParts } from './use-drawn-parts'

let frames: FrameRequestCallback[]
const paint = () => {
  const due = frames
  frames = []
  for (const frame of due) frame(0)
}

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})
afterEach(() => vi.unstubAllGlobals())

// Only which list it is counts here.
const runs = (...names: string[]) => names as unknown as readonly ComparedRun[]
const partsOf = (some: readonly ComparedRun[]): DrawnParts => ({
  runs: some,
  imports: [],
  sources: new Map(),
})

function drawnFrom(first: DrawnParts) {
  const parts = shallowRef(first)
  const isReading = shallowRef(false)
  const scope = effectScope()
  const drawn = scope.run(() => useDrawnParts(parts, isReading))!
  return { parts, isReading, drawn, scope }
}

describe('what the panels draw', () => {
  it('takes other runs when a frame has been painted', async () => {
    const { parts, drawn } = drawnFrom(partsOf(runs('a', 'b')))
    parts.value = partsOf(runs('a'))
    await nextTick()
    expect(drawn.value.runs).toEqual(['a', 'b'])
    paint()
    expect(drawn.value.runs).toEqual(['a', 'b'])
    paint()
    expect(drawn.value).toBe(parts.value)
  })

  it('takes points of the same runs, and the first runs, at once', async () => {
    const { parts, drawn } = drawnFrom(partsOf(runs()))
    parts.value = partsOf(runs('a'))
    await nextTick()
    expect(drawn.value).toBe(parts.value)
    parts.value = { ...parts.value, sources: new Map() }
    await nextTick()
    expect(drawn.value).toBe(parts.value)
    expect(frames).toHaveLength(0)
  })

  it('takes epochs together when all have been read', async () => {
    const { parts, isReading, drawn } = drawnFrom(partsOf(runs('a', 'b')))
    const first = drawn.value
    isReading.value = true
    await nextTick()
    parts.value = { ...parts.value, sources: new Map() }
    await nextTick()
    expect(drawn.value).toBe(first)
    isReading.value = false
    await nextTick()
    expect(drawn.value).toBe(parts.value)
  })

  it('takes those that came within a second while more are read', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
    const { parts, isReading, drawn } = drawnFrom(partsOf(runs('a', 'b')))
    isReading.value = true
    clock.mockReturnValue(1_000)
    parts.value = { ...parts.value, sources: new Map() }
    await nextTick()
    expect(drawn.value).toBe(parts.value)
    clock.mockRestore()
  })

  it('is not put off by runs that change with every frame', async () => {
    const { parts, drawn } = drawnFrom(partsOf(runs('a', 'b')))
    for (const name of ['c', 'd', 'e']) {
      parts.value = partsOf(runs(name))
      await nextTick()
      paint()
    }
    expect(drawn.value.runs).toEqual(['d'])
    paint()
    expect(drawn.value.runs).toEqual(['e'])
  })

  it('draws nothing more when its page is gone', async () => {
    const { parts, drawn, scope } = drawnFrom(partsOf(runs('a')))
    parts.value = partsOf(runs('b'))
    await nextTick()
    scope.stop()
    paint()
    paint()
    expect(drawn.value.runs).toEqual(['a'])
  })
})
