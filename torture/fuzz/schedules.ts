import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compileSchedule,
  previewOf,
  readSpec,
  scheduleFacts,
  scheduleKinds,
  ScheduleError,
  type RunLength,
  type ScheduleSpec,
} from '../../src/shared/domain/schedule'
import {
  importSchedule,
  importSources,
  type ImportSource,
} from '../../src/shared/domain/schedule/import'
import { scheduleToSave } from '../../src/shared/contract/schedules'
import { parseFormula } from '../../src/shared/domain/schedule/formula/parse'
import { checkout } from '../checkout'
import type { Dice } from './dice'
import { fuzzer, type Case } from './harness'
import { hostileNames, jsonText, junkValue } from './junk'
import { mutateJson, mutateText } from './mutate'

const examples: readonly unknown[] = Object.entries(scheduleKinds).map(([kind, { example }]) => ({
  kind,
  ...(example as object),
}))

const nested = (dice: Dice): unknown => {
  const inner = dice.pick(examples)
  return dice.pick([
    { kind: 'warmup', schedule: inner, over: '10%', from: 0.001 },
    { kind: 'sequence', parts: [{ schedule: inner, for: 3 }, { schedule: dice.pick(examples) }] },
    { kind: 'product', factors: [inner, 0.5] },
    { kind: 'clamp', schedule: inner, low: 0, high: 1 },
    { kind: 'noise', schedule: inner, distribution: 'normal', limit: 0.5, seed: 1 },
  ])
}

const formulas = [
  '0.1 * exp(-progress)',
  'initial * 0.5 ^ floor(epoch / 3)',
  'epoch < 2 ? 0.1 : max(0.01, 0.1 - step / steps)',
  'previous / (1 + 0.1 * t)',
]

/** What libraries gave for schedules of theirs, by where it is read from. */
const imports = JSON.parse(
  readFileSync(join(checkout, 'fixtures/code/imports.json'), 'utf8'),
) as unknown

/** All texts of a fixture, however it is nested. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return [JSON.stringify(value), ...Object.values(value).flatMap(textsIn)]
}
const libraryTexts = textsIn(imports).filter((text) => text.length > 20 && text.length < 5_000)
const table = 'step,learning_rate\n0,0.1\n10,0.05\n20,0.01\n'

const lengths: readonly RunLength[] = [
  { totalEpochs: 1, stepsPerEpoch: 1 },
  { totalEpochs: 20, stepsPerEpoch: 10 },
  { totalEpochs: 100, stepsPerEpoch: 250 },
]

/** Reads, compiles and looks at a schedule, as the designer does. */
function useSpec(spec: unknown, length: RunLength): void {
  readSpec(spec)
  const compiled = compileSchedule(spec as ScheduleSpec, length)
  previewOf(compiled, 200)
  scheduleFacts(compiled)
}

const identifiers = ['process', 'globalThis', 'import', 'eval', 'f', 'createUnit', ...hostileNames]

const doors: Readonly<
  Record<
    string,
    { make: (dice: Dice) => unknown; feed: (input: unknown, length: RunLength) => void }
  >
> = {
  spec: {
    make: (dice) => mutateJson(dice, dice.percent(60) ? dice.pick(examples) : nested(dice)),
    feed: useSpec,
  },
  'any spec': { make: junkValue, feed: useSpec },
  formula: {
    make: (dice) => {
      const text = dice.pick(formulas)
      const name = dice.pick(identifiers)
      if (dice.percent(30))
        return dice.pick([`${name}(1)`, `${name}.${name}`, `step[${name}]`, `${name} = 1`])
      return mutateText(dice, text)
    },
    feed: (input, length) => {
      parseFormula(input as string)
      useSpec({ kind: 'formula', expression: input, initial: 0.1 }, length)
    },
  },
  import: {
    make: (dice) => {
      const text = dice.percent(70) ? dice.pick(libraryTexts) : table
      return {
        from: dice.percent(80) && text === table ? 'csv' : dice.pick(importSources),
        text: mutateText(dice, text),
      }
    },
    feed: (input, length) => {
      const { from, text } = input as { from: ImportSource; text: string }
      useSpec(importSchedule(text, from), length)
    },
  },
  save: {
    make: (dice) =>
      mutateJson(dice, { name: 'A', spec: dice.pick(examples), totalEpochs: 9, stepsPerEpoch: 9 }),
    feed: (input) => {
      const read = scheduleToSave.safeParse(input)
      if (read.success) jsonText(read.data)
      else throw new ScheduleError('', read.error.message)
    },
  },
}

/** Schedules as they are written, drawn, imported and saved. */
export const fuzzSchedules = fuzzer({
  name: 'fuzz-schedules',
  promise: 'a schedule gives rates that are finite and at least 0, or is refused naming the field',
  short: 250,
  open: () => ({
    make: (dice): Case => {
      const what = dice.pick(Object.keys(doors))
      return { what, input: [doors[what]?.make(dice), dice.pick(lengths)] }
    },
    feed: ({ what, input }) => {
      const [given, length] = input as readonly [unknown, RunLength]
      try {
        doors[what]?.feed(given, length)
        return 'accepted'
      } catch (error) {
        if (error instanceof ScheduleError) return 'ScheduleError'
        throw error
      }
    },
  }),
})
