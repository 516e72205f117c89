import { callText, kerasCall, optaxCall } from './call-text'
import { present, type Design, type Dialect, type Library } from './dialect'

/** The first unit at the new rate, or null where the library never gets there. */
const firstUnit = {
  // Boundaries become whole numbers, and the unit of a boundary still belongs to what was before.
  keras: (milestone: number) => Math.floor(milestone) + 1,
  // It looks its counter up among the milestones.
  pytorch: (milestone: number) => (Number.isInteger(milestone) ? milestone : null),
  optax: (milestone: number) => Math.ceil(milestone),
  // It compares milestones with t + 1.
  timm: (milestone: number) => Math.max(0, Math.ceil(milestone) - 1),
}
type Cutter = keyof typeof firstUnit

const notes = (unit: string): Record<Cutter, string> => ({
  keras: `Keras keeps the old rate at a boundary itself and changes one ${unit} after it.`,
  pytorch: `PyTorch changes at the milestone itself.`,
  optax: `optax changes at the boundary itself.`,
  timm: `timm compares milestones with t + 1, so it changes one ${unit} before each.`,
})

const names: Record<Cutter, string> = {
  keras: 'Keras',
  pytorch: 'PyTorch',
  optax: 'optax',
  timm: 'timm',
}

const changesOf = (cutter: Cutter, milestones: readonly number[]) =>
  milestones.map(firstUnit[cutter]).filter((unit) => unit !== null)

/** `milestones` are where a library's own rules say that the rate first differs. */
export function multiStepDialects({ values, per }: Design<'multi-step'>): readonly Dialect[] {
  const { initial, factor, milestones } = values
  const once = [...new Set(milestones)]
  const rates = [...milestones.keys(), milestones.length].map((cuts) => initial * factor ** cuts)
  const calls: Record<Cutter, string> = {
    keras: kerasCall(
      per,
      callText('PiecewiseConstantDecay', { boundaries: milestones, values: rates }),
    ),
    pytorch: callText('MultiStepLR', { milestones, gamma: factor }),
    optax: optaxCall(
      per,
      scales(
        initial,
        once.map((each) => [each, factor]),
      ),
    ),
    timm: timmCall(milestones, factor, per === 'epoch'),
  }
  return (['keras', 'pytorch', 'optax', 'timm'] as const).map((library: Cutter & Library) => {
    // The boundaries are the keys of a dict: one that is named twice cuts once.
    const written = library === 'optax' ? once : milestones
    return {
      library,
      name: names[library],
      call: calls[library],
      spec: { kind: 'multi-step', per, initial, factor, milestones: changesOf(library, written) },
      note: notes(per)[library],
    }
  })
}

const timmCall = (milestones: readonly number[], factor: number, epochs: boolean) =>
  callText('MultiStepLRScheduler', { decay_t: milestones, decay_rate: factor, t_in_epochs: epochs })

function scales(initial: number, entries: readonly (readonly [number, number])[]): string {
  const shown = entries.map(([at, scale]) => `${at}: ${Number(scale.toPrecision(6))}`)
  return `piecewise_constant_schedule(${initial}, {${shown.join(', ')}})`
}

/** Rates from units on; of changes at one unit the last counts. */
function stairs(first: number, changes: readonly (readonly [unit: number, rate: number])[]) {
  const rateFrom = new Map<number, number>([[0, first], ...changes])
  const [start = first, ...later] = rateFrom.values()
  return {
    boundaries: [...rateFrom.keys()].slice(1).map((unit) => unit - 1),
    rates: [start, ...later],
  }
}

/** Rates that fall by one factor throughout can be said by a factor. */
function commonFactor(rates: readonly number[]): number | null {
  const factors = rates.slice(1).map((rate, index) => rate / (rates[index] ?? NaN))
  const [factor = NaN] = factors
  const same = factors.every((each) => Math.abs(each - factor) <= 1e-9 * factor)
  return same && Number.isFinite(factor) ? factor : null
}

/** Libraries that take factors are there when the rates can be said by them. */
export function piecewiseDialects({ values, per }: Design<'piecewise'>): readonly Dialect[] {
  const { boundaries, rates } = values
  const [first = NaN, ...later] = rates
  const factor = commonFactor(rates)
  const dialect = (library: Cutter, call: string): Dialect => {
    const changes = boundaries.flatMap((boundary, index) => {
      const unit = firstUnit[library](boundary)
      return unit === null ? [] : [[unit, later[index] ?? NaN] as const]
    })
    const spec = { kind: 'piecewise', per, ...stairs(first, changes) } as const
    return { library, name: names[library], call, spec, note: notes(per)[library] }
  }
  const entries = boundaries.map(
    (boundary, index) => [boundary, (later[index] ?? NaN) / (rates[index] ?? NaN)] as const,
  )
  const rises = rates.slice(0, -1).includes(0)
  const whole = boundaries.every(Number.isInteger)
  return present([
    dialect(
      'keras',
      kerasCall(per, callText('PiecewiseConstantDecay', { boundaries, values: rates })),
    ),
    factor !== null &&
      whole &&
      dialect('pytorch', callText('MultiStepLR', { milestones: boundaries, gamma: factor })),
    !rises && dialect('optax', optaxCall(per, scales(first, entries))),
    factor !== null && dialect('timm', timmCall(boundaries, factor, per === 'epoch')),
  ])
}

/** The release is a boundary like any other. */
export function holdReleaseDialects({ values, per }: Design<'hold-release'>): readonly Dialect[] {
  const { rate, factor, hold } = values
  const held = rate * factor
  if (factor === 0 || hold === 0) return []
  const same = { kind: 'hold-release', per, rate, factor } as const
  return present([
    {
      library: 'keras',
      name: 'Keras',
      call: kerasCall(
        per,
        callText('PiecewiseConstantDecay', { boundaries: [hold], values: [held, rate] }),
      ),
      spec: { ...same, hold: firstUnit.keras(hold) },
      note: `Keras holds the rate one ${per} longer: a boundary belongs to what is before it.`,
    },
    factor <= 1 &&
      Number.isInteger(hold) && {
        library: 'pytorch',
        name: 'PyTorch',
        call: callText('ConstantLR', { factor, total_iters: hold }),
        spec: { ...same, hold },
        note: 'PyTorch releases the rate when the hold is over.',
      },
    {
      library: 'optax',
      name: 'optax',
      call: optaxCall(per, scales(held, [[hold, 1 / factor]])),
      spec: { ...same, hold },
      note: 'optax releases the rate when the hold is over.',
    },
  ])
}
