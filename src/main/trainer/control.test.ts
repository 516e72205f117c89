import { describe, expect, test } from 'vitest'
import type { TrainerCommand } from '../../shared/contract/trainer'
import { Control } from './control'

type Order = 'pause' | 'resume' | 'stop'

function setUp() {
  const told: string[] = []
  const control = new Control((state) => told.push(state))
  const orders = (...kinds: Order[]) =>
    kinds.forEach((kind) => control.receive({ kind } satisfies TrainerCommand))
  return { control, orders, told }
}

/** Long enough for a breath that waits for nothing to be over. */
const aWhile = () => new Promise<string>((resolve) => setTimeout(() => resolve('held'), 20))

describe('a breath', () => {
  test('lets messages in', async () => {
    const { control, orders } = setUp()
    setImmediate(() => orders('stop'))
    expect(await control.breathe()).toBe(false)
  })

  test('is held while the run is paused, and tells both ends', async () => {
    const { control, orders, told } = setUp()
    orders('pause')
    const breath = control.breathe()
    expect(await Promise.race([breath, aWhile()])).toBe('held')
    expect(told).toEqual(['paused'])
    orders('resume')
    expect(await breath).toBe(true)
    expect(told).toEqual(['paused', 'resumed'])
  })

  test('of a paused run ends with stop, without a word of resuming', async () => {
    const { control, orders, told } = setUp()
    orders('pause')
    const breath = control.breathe()
    await aWhile()
    orders('stop')
    expect(await breath).toBe(false)
    expect(told).toEqual(['paused'])
  })

  test('does not hold a run that is to stop', async () => {
    const { control, orders, told } = setUp()
    orders('stop', 'pause')
    await control.breathe()
    expect(told).toEqual([])
  })

  test.each<[Order[], boolean]>([
    [['pause', 'resume'], false],
    [['pause', 'resume', 'pause'], true],
    [['resume', 'pause', 'pause'], true],
    [['pause', 'pause', 'resume'], false],
  ])('between two breaths only the last of %j counts', async (kinds, isHeld) => {
    const { control, orders, told } = setUp()
    orders(...kinds)
    const breath = control.breathe().then(() => 'over')
    expect(await Promise.race([breath, aWhile()])).toBe(isHeld ? 'held' : 'over')
    expect(told).toEqual(isHeld ? ['paused'] : [])
    orders('stop')
    await breath
  })

  test('is held again when a pause follows on the resume', async () => {
    const { control, orders, told } = setUp()
    orders('pause')
    const breath = control.breathe()
    await aWhile()
    orders('resume', 'pause')
    expect(await Promise.race([breath, aWhile()])).toBe('held')
    orders('resume')
    await breath
    expect(told).toEqual(['paused', 'resumed'])
  })

  test('secures the run before it says that it is paused', async () => {
    const { control, orders, told } = setUp()
    orders('pause')
    let done: () => void = () => undefined
    const secured = new Promise<void>((resolve) => (done = resolve))
    const breath = control.breathe(() => secured)
    await aWhile()
    expect(told).toEqual([])
    done()
    await aWhile()
    expect(told).toEqual(['paused'])
    orders('resume')
    expect(await breath).toBe(true)
  })

  test('goes on without a word when resumed while it is being secured', async () => {
    const { control, orders, told } = setUp()
    orders('pause')
    expect(await control.breathe(async () => orders('resume'))).toBe(true)
    expect(told).toEqual([])
  })

  test('secures nothing when it is not held', async () => {
    const { control } = setUp()
    let secured = 0
    await control.breathe(async () => void (secured += 1))
    expect(secured).toBe(0)
  })
})
