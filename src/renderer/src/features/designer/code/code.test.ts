import { describe, expect, test } from 'vitest'
import { compileSchedule, type ScheduleSpec } from '../../../../../shared/domain/schedule'
import { designOf } from '../../../stores/design'
import { codeForms, codeText } from './code-text'
import { fileName } from '../../../composables/file-name'
import { ratesCsv } from './rates-csv'
import { guessForm, readImport } from './read-import'

const design = { ...designOf('cosine'), name: 'My best one!' }

describe('a design as text', () => {
  test.each([
    ['keras', 'my_best_one_keras.py', 'import keras'],
    ['pytorch', 'my_best_one_pytorch.py', 'import torch'],
    ['optax', 'my_best_one_optax.py', 'import optax'],
  ] as const)('is a program for %s', (form, name, start) => {
    const code = codeText(design, form)
    expect(code).toMatchObject({ ok: true, fileName: name, type: 'text/x-python' })
    if (!code.ok) throw new Error(code.problem)
    expect(code.text).toContain('My best one!')
    expect(code.text).toContain(start)
  })

  test('is its JSON, which reads back as it was', () => {
    const code = codeText(design, 'json')
    expect(code).toMatchObject({ ok: true, fileName: 'my-best-one.json' })
    if (!code.ok) throw new Error(code.problem)
    expect(readImport(code.text, 'cooldown')).toEqual({ ok: true, spec: design.spec })
  })

  test('cannot be written for a run that it does not fit', () => {
    const spec: ScheduleSpec = { kind: 'multi-step', initial: 1, factor: 0.1, milestones: [9, 5] }
    for (const form of codeForms.filter((each) => each !== 'json')) {
      const code = codeText({ ...design, spec }, form)
      expect(code).toMatchObject({ ok: false })
      if (!code.ok) expect(code.problem).toMatch(/milestones\[1\]: must not come before/)
    }
  })
})

test('file names hold words of any script, and little else', () => {
  expect(fileName('Ünï 測試 / 10 %', 'csv')).toBe('ünï-測試-10.csv')
  expect(fileName('a b', 'py')).toBe('a_b.py')
  expect(fileName('…', 'json')).toBe('schedule.json')
  expect(fileName('x'.repeat(200), 'py')).toHaveLength(63)
})

describe('a table of rates', () => {
  const length = { totalEpochs: 2, stepsPerEpoch: 2 }
  const compiled = (spec: ScheduleSpec) => compileSchedule(spec, length)
  const points: ScheduleSpec = {
    kind: 'points',
    per: 'step',
    points: [
      [0, 0.1],
      [3, 0.7],
    ],
  }

  test('has every step, and reads back as the same schedule', () => {
    const csv = ratesCsv(compiled({ kind: 'constant', rate: 1 / 3 }), 2, 'step')
    expect(csv).toBe(
      ['step,epoch,rate', ...['0,0', '1,0', '2,1', '3,1'].map((at) => `${at},${1 / 3}`), ''].join(
        '\n',
      ),
    )
    const read = readImport(ratesCsv(compiled(points), 2, 'step'), 'csv')
    if (!read.ok) throw new Error(read.problem)
    const again = compiled(read.spec)
    for (const step of [0, 1, 2, 3]) expect(again.rateAt(step)).toBe(compiled(points).rateAt(step))
  })

  test('has every epoch with the rate of its first step', () => {
    const stairs: ScheduleSpec = { kind: 'step', per: 'step', initial: 8, factor: 0.5, every: 1 }
    expect(ratesCsv(compiled(stairs), 2, 'epoch')).toBe('epoch,rate\n0,8\n1,2\n')
  })

  test('has the momentum where the schedule sets it', () => {
    const csv = ratesCsv(compiled({ kind: 'one-cycle', peak: 1 }), 2, 'step')
    expect(csv.split('\n')[0]).toBe('step,epoch,rate,momentum')
    expect(csv.split('\n')[1]).toMatch(/^0,0,0\.04\d*,0\.95$/)
  })
})

describe('what is brought in', () => {
  test.each([
    ['step,rate\n0,0.1\n10,0.2\n', 'csv', { kind: 'points', per: 'step' }],
    ['{"kind": "constant", "rate": 0.1}', 'cooldown', { kind: 'constant', rate: 0.1 }],
    [
      '{"class_name": "ExponentialDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.9}}',
      'keras',
      { kind: 'exponential', initial: 0.1 },
    ],
    [
      '{"class": "StepLR", "state": {"base_lrs": [0.1], "step_size": 30, "gamma": 0.1, "last_loss": NaN}}',
      'pytorch',
      { kind: 'step', every: 30 },
    ],
  ] as const)('%j is recognised as %s and read', (text, form, spec) => {
    expect(guessForm(text)).toBe(form)
    expect(readImport(text, form)).toMatchObject({ ok: true, spec })
  })

  test.each([
    [' \n', 'csv', 'It is empty.'],
    ['step,rate\n0,0.1\n1,x\n', 'csv', /^Line 3: the rate must be a number .*"x"/],
    ['time,rate\n', 'csv', /^Line 1 must name a column/],
    ['{\n  "kind": "constant",\n}', 'cooldown', /^Line 3, column 1: expected a name/],
    ['{"kind": "constant", "rate": -1}', 'cooldown', 'rate: must be at least 0, was -1'],
    ['{"kind": "cosin"}', 'cooldown', /^kind: unknown kind "cosin"; did you mean "cosine"\?/],
    ['{"class_name": "CosineDecai", "config": {}}', 'keras', /^class_name: unknown class/],
    ['{"a": NaN,}', 'pytorch', /^Line 1, column 11: expected a name/],
  ] as const)('%j is refused as %s, naming the place', (text, form, problem) => {
    const read = readImport(text, form)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.problem).toMatch(problem)
  })
})
