import type { Body, Pen, PenOf, RateAt } from './body'
import type { Dialect } from './dialect'
import { writeDraw, writeDrawn, type NoiseSource } from './noise'
import { number } from './python'
import type { NodeOf, ScheduleTree } from './tree'

/** What the functions of composed schedules are written with. */
export interface Composer {
  readonly dialect: Dialect
  readonly noise: NoiseSource
  readonly penOf: PenOf
  /** A schedule inside another one, at a moment of that one's clock. */
  readonly inner: (parent: ScheduleTree, index?: number) => RateAt
}

/** The factor after the share u of a warm-up. */
function climb(shape: NodeOf<'warmup'>['values']['shape'], pen: Pen<'warmup'>): string {
  const { fn, pi } = pen.dialect
  const { from } = pen.node.values
  const rest = (share: string) =>
    from === 0 ? share : `(${pen.of('from')} + (1 - ${pen.of('from')}) * ${share})`
  switch (shape) {
    case 'linear':
      return rest('u')
    case 'cosine':
      return rest(`(1 - ${fn('cos', `${pi} * u`)}) / 2`)
    case 'exponential':
      return `${pen.of('from')} ** (1 - u)`
    case 'constant':
      return pen.of('from')
  }
}

/** Units of a schedule's own time as a number of what its function counts. */
function onClock(node: ScheduleTree, units: string): string {
  return node.per !== node.clock ? `${units} * STEPS_PER_EPOCH` : units
}

/** The schedule's own time, from what its function counts. */
function unitOf(node: ScheduleTree): string {
  return node.per !== node.clock ? 'step // STEPS_PER_EPOCH' : node.per
}

function warmup(node: NodeOf<'warmup'> & ScheduleTree, composer: Composer): Body {
  const { over, mode, shape } = node.values
  const rate = composer.inner(node)
  const clock = node.clock ?? node.per
  if (over === 0) return { result: rate(clock) }
  const pen = composer.penOf<'warmup'>(node)
  const length = pen.of('over')
  const factor = climb(shape, pen)
  const during = rate(mode === 'overlay' ? clock : composer.dialect.zero)
  const unit = unitOf(node)
  return {
    lets: [['u', `${unit.includes(' ') ? `(${unit})` : unit} / ${length}`]],
    cases: [['u < 1', `${factor} * ${during}`]],
    result: rate(mode === 'prepend' ? `${clock} - ${onClock(node, length)}` : clock),
  }
}

function sequence(node: NodeOf<'sequence'> & ScheduleTree, composer: Composer): Body {
  const pen = composer.penOf<'sequence'>(node)
  const clock = node.clock ?? node.per
  let end = 0
  const pieces = node.values.parts.map(({ length }, index) => {
    const rate = composer.inner(node, index)
    const start = index === 0 ? null : onClock(node, pen.units(`PART_${index + 1}`, end))
    end += length
    return { start, rate: rate(start === null ? clock : `${clock} - ${start}`) }
  })
  const cases = pieces.slice(0, -1).map(({ rate }, index) => {
    const next = pieces[index + 1]?.start ?? ''
    return [`${clock} < ${next}`, rate] as const
  })
  return { cases, result: pieces.at(-1)?.rate ?? '0.0' }
}

function product(node: NodeOf<'product'> & ScheduleTree, composer: Composer): Body {
  const numbers = node.values.factors.filter((factor) => typeof factor === 'number')
  const scale = numbers.reduce((all, each) => all * each, 1)
  const pen = composer.penOf<'product'>(node)
  const rates = node.children.map((_, index) => composer.inner(node, index)(node.clock ?? 'epoch'))
  const scaled = numbers.length > 0 ? [pen.constant('SCALE', number(scale, 'float'))] : []
  return { result: [...scaled, ...rates].join(' * ') }
}

function clamp(node: NodeOf<'clamp'> & ScheduleTree, composer: Composer): Body {
  const { min, max } = composer.dialect
  const pen = composer.penOf<'clamp'>(node)
  const raised = max(pen.of('low'), composer.inner(node)(node.clock ?? 'epoch'))
  if (node.values.high === undefined) return { result: raised }
  const high = pen.constant('HIGH_RATE', number(node.values.high, 'float'))
  return { result: min(high, raised) }
}

function noise(node: NodeOf<'noise'> & ScheduleTree, composer: Composer): Body {
  const { from, until } = node.values
  const { dialect, noise } = composer
  const pen = composer.penOf<'noise'>(node)
  const clock = node.clock ?? node.per
  const isTable = dialect.name === 'jnp'
  const drawn = isTable ? writeDrawn(pen) : writeDraw(pen, noise)
  const share = isTable ? `${drawn}[${dialect.index('t')}]` : `${drawn}(t)`
  const quiet = [
    ...(from > 0 ? [[`t < ${pen.of('from')}`, 'rate'] as const] : []),
    ...(until === undefined ? [] : [[`t >= ${pen.of('until')}`, 'rate'] as const]),
  ]
  return {
    lets: [
      ['t', unitOf(node)],
      ['rate', composer.inner(node)(clock)],
    ],
    cases: quiet,
    result: `rate * (1 + ${share})`,
  }
}

/** Kinds that are made of other schedules. */
export type Composition = Extract<
  ScheduleTree,
  { readonly kind: 'warmup' | 'sequence' | 'product' | 'clamp' | 'noise' }
>

/** The function's body of a schedule that is made of others. */
export function compositionBody(node: Composition, composer: Composer): Body {
  switch (node.kind) {
    case 'warmup':
      return warmup(node, composer)
    case 'sequence':
      return sequence(node, composer)
    case 'product':
      return product(node, composer)
    case 'clamp':
      return clamp(node, composer)
    case 'noise':
      return noise(node, composer)
  }
}
