import fc from 'fast-check'
import { expect, test } from 'vitest'
import { madeRun } from '../testing-runs'
import { compileFilter, completionsAt, FilterError, parseFilter, printExpression } from '.'
import { comparisons, type Expression, type Operand } from './expression'

const text = fc.string({ maxLength: 12 })
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x))

const asNumber = number.map((value): Operand => ({ kind: 'number', value }))
const asText = text.map((value): Operand => ({ kind: 'text', value }))

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  text.map((each): Expression => ({ kind: 'search', text: each })),
  fc.constantFrom<Expression>(
    { kind: 'flag', field: 'archived' },
    { kind: 'missing', field: 'valLoss@10' },
    { kind: 'compare', field: 'archived', operator: '!=', operand: { kind: 'flag', value: true } },
    { kind: 'compare', field: 'seed', operator: '<', operand: { kind: 'field', name: 'epochs' } },
    {
      kind: 'compare',
      field: 'name',
      operator: 'matches',
      operand: { kind: 'text', value: 'a|"' },
    },
    {
      kind: 'compare',
      field: 'createdAt',
      operator: '>',
      operand: { kind: 'text', value: '2026-01-02 03:04' },
    },
  ),
  fc
    .tuple(
      fc.constantFrom('seed', 'valAccuracy@best', 'schedule.initial'),
      fc.constantFrom(...comparisons),
      asNumber,
    )
    .map(([field, operator, operand]): Expression => ({
      kind: 'compare',
      field,
      operator,
      operand,
    })),
  fc
    .tuple(fc.constantFrom('name', 'tags'), fc.constantFrom('==', '!=', 'contains'), asText)
    .map(([field, operator, operand]): Expression => {
      return { kind: 'compare', field, operator: operator as '==', operand }
    }),
  fc
    .array(asText, { minLength: 1, maxLength: 3 })
    .map((operands): Expression => ({ kind: 'in', field: 'status', operands })),
)

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('expression').map((item): Expression => ({ kind: 'not', item })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
      )
      .map(([kind, items]): Expression => {
        return { kind, items: items.flatMap((item) => (item.kind === kind ? item.items : [item])) }
      }),
  ),
}))

test('what is printed reads as the same again', () => {
  fc.assert(
    fc.property(expression, (written) => {
      const printed = printExpression(written)
      fc.pre(printed.length <= 2_000)
      expect(parseFilter(printed)).toEqual(written)
    }),
    { numRuns: 150 },
  )
})

const piece = fc.oneof(
  fc.constantFrom(
    ...['and', 'or', 'not', 'in', 'is', 'missing', 'matches', 'contains', '(', ')', ',', '==', '<'],
    ...[
      'seed',
      'name',
      'valLoss@2',
      'archived',
      '1',
      '"x"',
      '"',
      "'",
      '\\',
      '2026-01-01',
      '%',
      '@',
    ],
  ),
  fc.string({ maxLength: 4, unit: 'grapheme' }),
)
const anything = fc.oneof(
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(' ')),
)
const run = madeRun()

test('whatever is typed: an answer or a FilterError with its place, and completions', () => {
  fc.assert(
    fc.property(anything, fc.nat(60), (typed, caret) => {
      const { from, to, options } = completionsAt(typed, Math.min(caret, typed.length), [run])
      expect(from).toBeLessThanOrEqual(to)
      expect(options.length).toBeLessThanOrEqual(50)
      try {
        expect(typeof compileFilter(typed)(run)).toBe('boolean')
      } catch (error) {
        expect(error).toBeInstanceOf(FilterError)
        const place = error as FilterError
        expect(place.from).toBeGreaterThanOrEqual(0)
        expect(place.to).toBeLessThanOrEqual(typed.length)
      }
    }),
    { numRuns: 300 },
  )
})
