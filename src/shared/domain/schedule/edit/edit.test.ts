import { describe, expect, test } from 'vitest'
import { compileSchedule, definitionOf, scheduleKinds, type ScheduleSpec } from '../index'
import type { ScheduleKind } from '../kinds'
import { placeHandles } from '../place-handles'
import {
  addPartAfter,
  asKind,
  dragHandle,
  moveAt,
  pathOf,
  placeOf,
  removeAt,
  replaceAt,
  specAt,
  unwrapAt,
  withChanges,
  wrapAt,
  type WrapperKind,
} from './index'

const length = { totalEpochs: 100, stepsPerEpoch: 10 }
const kinds = Object.keys(scheduleKinds) as readonly ScheduleKind[]
const exampleOf = (kind: ScheduleKind) =>
  ({ kind, ...definitionOf(kind).example }) as unknown as ScheduleSpec
const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const nested: ScheduleSpec = {
  kind: 'sequence',
  per: 'epoch',
  parts: [
    {
      schedule: { kind: 'warmup', over: 5, schedule: { kind: 'constant', rate: 0.1 } },
      for: '20%',
    },
    { schedule: { kind: 'product', factors: [0.5, { kind: 'cosine', initial: 0.1 }] } },
  ],
}

describe('paths', () => {
  test('lead to every schedule inside, and back to its place', () => {
    const { resolved } = compileSchedule(nested, length)
    const paths = resolved.map(({ site }) => site.path)
    expect(paths).toEqual([
      '',
      'parts[0].schedule',
      'parts[0].schedule.schedule',
      'parts[1].schedule',
      'parts[1].schedule.factors[1]',
    ])
    for (const path of paths) {
      expect(replaceAt(nested, path, specAt(nested, path))).toEqual(nested)
      const place = placeOf(path)
      expect(place === null ? '' : pathOf(place)).toBe(path)
    }
  })
  test('that lead nowhere are named', () => {
    expect(() => specAt(nested, 'parts[7].schedule')).toThrow(
      'schedule.parts[7].schedule: there is no schedule here',
    )
  })
  test('replace one schedule and leave the given spec alone', () => {
    const before = structuredClone(nested)
    const next = replaceAt(nested, 'parts[1].schedule.factors[1]', { kind: 'constant', rate: 1 })
    expect(specAt(next, 'parts[1].schedule')).toEqual({
      kind: 'product',
      factors: [0.5, { kind: 'constant', rate: 1 }],
    })
    expect(nested).toEqual(before)
  })
})

describe('every kind', () => {
  test.each(kinds)('%s has an example that compiles, whatever the length of the run', (kind) => {
    for (const totalEpochs of [1, 2, 7, 100]) {
      for (const stepsPerEpoch of [1, 10, 250]) {
        expect(compileSchedule(exampleOf(kind), { totalEpochs, stepsPerEpoch }).totalSteps).toBe(
          totalEpochs * stepsPerEpoch,
        )
      }
    }
  })
  test.each(kinds)('%s can become every other kind and keeps its highest rate', (kind) => {
    for (const next of kinds) {
      const spec = asKind(specAt(exampleOf(kind), ''), next) as unknown as ScheduleSpec
      expect(compileSchedule(spec, length).totalSteps).toBe(1_000)
    }
    expect(asKind({ kind, initial: 0.42 }, 'cosine')).toMatchObject({
      kind: 'cosine',
      initial: 0.42,
    })
  })
  test.each(kinds)('%s can be wrapped, and unwrapped again', (kind) => {
    const spec = exampleOf(kind)
    for (const wrapper of ['warmup', 'clamp', 'noise', 'product', 'sequence'] as WrapperKind[]) {
      const { spec: around, selected } = wrapAt(spec, '', wrapper)
      expect(around.kind).toBe(wrapper)
      compileSchedule(around, length)
      const { spec: back } = unwrapAt(around, selected)
      expect({ ...back, over: undefined }).toEqual({ ...spec, over: undefined })
    }
  })
})

describe('the parts of a sequence', () => {
  test('a schedule becomes the first of two, each half of the run', () => {
    const { spec, selected } = addPartAfter(cosine, '')
    expect(spec).toEqual({
      kind: 'sequence',
      per: 'epoch',
      parts: [
        { schedule: { kind: 'cosine', initial: 0.1 }, for: '50%' },
        { schedule: { kind: 'constant', rate: 0.1 } },
      ],
    })
    expect(selected).toBe('parts[1].schedule')
  })
  test('are added behind, moved and removed', () => {
    const three = addPartAfter(nested, 'parts[0].schedule')
    expect(specAt(three.spec, three.selected)).toEqual({ kind: 'constant', rate: 0.1 })
    const moved = moveAt(three.spec, three.selected, 1)
    expect(moved.selected).toBe('parts[2].schedule')
    compileSchedule(moved.spec, length)
    expect(moveAt(moved.spec, moved.selected, 1)).toEqual(moved)
    const fewer = removeAt(moved.spec, moved.selected)
    expect(fewer.selected).toBe('')
    expect((fewer.spec as typeof nested).parts).toHaveLength(2)
    compileSchedule(fewer.spec, length)
  })
  test('the only part stays', () => {
    const { spec } = wrapAt(cosine, '', 'sequence')
    expect(removeAt(spec, 'parts[0].schedule').spec).toEqual(spec)
  })
  test('a wrapped schedule that is removed takes its wrapper along', () => {
    const { spec } = removeAt(nested, 'parts[0].schedule.schedule')
    expect(specAt(spec, 'parts[0].schedule')).toEqual({ kind: 'constant', rate: 0.1 })
  })
})

describe('a drag', () => {
  test('of the end of a warm-up moves the peak as well, and the decay ends with the run', () => {
    const spec: ScheduleSpec = {
      kind: 'warmup',
      per: 'epoch',
      over: '10%',
      schedule: { kind: 'cosine', initial: 0.1, over: '90%' },
    }
    const handle = placeHandles(compileSchedule(spec, length), '').find(
      ({ id }) => id === '#warmup',
    )
    expect(handle).toMatchObject({
      label: 'End of the warm-up, initial rate',
      moves: 'both',
      step: 100,
      rate: 0.1,
    })
    expect(handle && dragHandle(spec, handle, { step: 204, rate: 0.25 })).toEqual({
      ...spec,
      over: '20%',
      schedule: { kind: 'cosine', initial: 0.25, over: '80%' },
    })
  })
  test('keeps rates to three digits, and shares of the run as shares', () => {
    const warmup = { kind: 'warmup', over: '10%', schedule: { kind: 'constant', rate: 1 } }
    expect(withChanges(warmup, { over: 17 }, 100)).toEqual({ ...warmup, over: '17%' })
    expect(withChanges({ ...warmup, over: 10 }, { over: 17 }, 100)).toEqual({ ...warmup, over: 17 })
    expect(withChanges({ kind: 'constant', rate: 1 }, { rate: 0.123456 }, 100)).toEqual({
      kind: 'constant',
      rate: 0.123,
    })
  })
  test.each(kinds)('of any handle of %s gives a schedule that compiles', (kind) => {
    const spec = exampleOf(kind)
    const compiled = compileSchedule(spec, length)
    for (const handle of placeHandles(compiled, '')) {
      for (const step of [-50, 0, 1, 333, 1_000, 4_000]) {
        for (const rate of [-1, 0, 1e-6, 0.03, 5]) {
          const changed = dragHandle(spec, handle, { step, rate })
          try {
            compileSchedule(changed, length)
          } catch (error) {
            throw new Error(`${handle.id} to ${step}, ${rate}: ${JSON.stringify(changed)}`, {
              cause: error,
            })
          }
        }
      }
    }
  })
  test('of the end of a warm-up leaves a decay of another length alone', () => {
    const spec: ScheduleSpec = {
      kind: 'warmup',
      per: 'epoch',
      over: 10,
      schedule: { kind: 'cosine', initial: 0.1, over: 50 },
    }
    const [handle] = placeHandles(compileSchedule(spec, length), '')
    expect(handle && dragHandle(spec, handle, { step: 204, rate: 0.1 })).toEqual({
      ...spec,
      over: 20,
    })
  })
  test.each(kinds)('of a handle of %s puts it where it was dragged', (kind) => {
    const spec = exampleOf(kind)
    for (const handle of placeHandles(compileSchedule(spec, length), '')) {
      if (handle.moves === 'time') continue
      const rate = handle.rate === 0 ? 0.01 : handle.rate * 0.8
      const changed = dragHandle(spec, handle, { step: handle.step, rate })
      const after = placeHandles(compileSchedule(changed, length), '').find(
        ({ id }) => id === handle.id,
      )
      expect(Math.abs((after?.rate ?? NaN) / rate - 1), handle.label).toBeLessThan(0.02)
    }
  })
})
