import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileSchedule, scheduleKinds } from './index'
import { catalogue } from './testing/catalogue'
import { compareCase, tolerances, type ParityCase } from './testing/parity'
import { parityDocument } from './testing/parity-document'
import { parityTable, tableText } from './testing/parity-table'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const cases = JSON.parse(read('fixtures/schedules/parity.json')) as readonly ParityCase[]

describe('rates of the libraries', () => {
  test.each(cases)('$library $name($parameters) in $precision', (parity) => {
    const { compared, largestError, worst } = compareCase(parity)
    expect(compared).toBeGreaterThan(0)
    expect(largestError, worst).toBeLessThanOrEqual(tolerances[parity.precision])
  })
})

describe('the comparison', () => {
  const some: ParityCase = {
    row: '10',
    library: 'none',
    version: '1',
    name: 'cosine',
    parameters: '',
    precision: 'float64',
    spec: { kind: 'cosine', initial: 0.1, over: 4 },
    epochs: 1,
    stepsPerEpoch: 3,
    rates: [0.1, 0.08535533905932738, 0.05],
  }

  test('tells a rate that is further off than the tolerance', () => {
    expect(compareCase(some).largestError).toBeLessThan(1e-15)
    const off = compareCase({ ...some, rates: [0.1, 0.08535533905932738, 0.05 * (1 + 2e-9)] })
    expect(off.largestError).toBeCloseTo(2e-9, 14)
    expect(off.worst).toContain('rates at step 2: ours 0.05, theirs 0.0500000001')
  })

  test('tells a momentum that is missing', () => {
    expect(compareCase({ ...some, momenta: [0.9, 0.9, 0.9] }).largestError).toBe(Infinity)
  })

  test('measures values near 0 against the largest one', () => {
    const zero = { ...some, stepsPerEpoch: 5, steps: [0, 4], rates: [0.1, 1e-17] }
    expect(compareCase(zero).largestError).toBeCloseTo(1e-17 / (0.1 * (2 ** -53 / 1e-9)), 14)
    expect(compareCase({ ...zero, rates: [0.1, 1e-12] }).largestError).toBeGreaterThan(1e-6)
  })

  test('names the case that is not equal', () => {
    const [row] = parityTable([{ ...some, parameters: 'T=4', rates: [0.2] }])
    expect(row?.failures).toEqual(['none cosine(T=4): rates at step 0: ours 0.1, theirs 0.2'])
  })

  test('refuses a row that is not in the catalogue', () => {
    expect(() => parityTable([{ ...some, row: '99' }])).toThrow('row 99')
  })

  test('prints a line for each class', () => {
    const lines = tableText(parityTable([some, { ...some, name: 'other', rates: [0.1] }])).split(
      '\n',
    )
    expect(lines[1]).toMatch(/^10 cosine +none cosine +1 +float64 +1 +3 +\d\.\de/)
    expect(lines[2]).toMatch(/^10 cosine +none other +1 +float64 +1 +1 +0\.0e\+0$/)
  })
})

describe('the fixture', () => {
  test.each(catalogue)('has row $id, $title', ({ id, references }) => {
    const found = cases.filter(({ row }) => row === id)
    const names = new Set(found.map(({ library, name }) => `${library} ${name}`))
    expect(references.filter((reference) => !names.has(reference))).toEqual([])
  })

  test('uses every kind of schedule', () => {
    const used = new Set(
      cases.flatMap(({ spec, epochs, stepsPerEpoch }) =>
        compileSchedule(spec, { totalEpochs: epochs, stepsPerEpoch }).resolved.map(
          ({ definition }) => definition.kind,
        ),
      ),
    )
    expect(Object.keys(scheduleKinds).filter((kind) => !used.has(kind))).toEqual([])
  })

  test('has the documented table', () => {
    expect(read('docs/parity.md')).toBe(parityDocument(cases))
  })
})
