import Table from 'cli-table3'
import type { RerunBegun } from '../../shared/contract/bundles'
import {
  largestDeviations,
  type Deviation,
  type Repetition,
} from '../../shared/domain/bundle/deviation'
import type { RunRecord } from '../../shared/domain/run'
import type { ReadBundle } from '../services/bundles/read-bundle'

/** One run of the bundle beside its repetition. */
export interface Verified {
  readonly original: RunRecord
  readonly repeated: RunRecord
  readonly repetition: Repetition
  /** Whether the weights at the end are the same; null where one of them is not known. */
  readonly sameWeights: boolean | null
}

/** Something of machine or build that is not as it was. */
interface OtherHere {
  readonly what: string
  readonly was: string
  readonly is: string
}

/** What a verification came to. */
export interface Outcome {
  readonly bundle: ReadBundle
  readonly verified: readonly Verified[]
  readonly begun: RerunBegun
}

/** What of versions, build, machine and data is another one here than where the bundle comes from. */
function othersHere({ bundle, verified, begun }: Outcome): readonly OtherHere[] {
  const { appVersion, machine, data } = bundle
  const { here } = begun
  const engines = (pick: (each: Verified) => RunRecord) =>
    [...new Set(verified.map((each) => pick(each).engine ?? 'not known'))].join('; ')
  const facts = [
    { what: 'Cooldown', was: appVersion, is: here.appVersion },
    {
      what: 'Engine of the runs',
      was: engines(({ original }) => original),
      is: engines(({ repeated }) => repeated),
    },
    { what: 'Engine of the machine', was: machine.engine, is: here.machine.engine },
    { what: 'Processor', was: machine.processor, is: here.machine.processor },
    { what: 'Cores', was: String(machine.cores), is: String(here.machine.cores) },
    { what: 'Operating system', was: machine.operatingSystem, is: here.machine.operatingSystem },
    { what: 'Node', was: machine.nodeVersion, is: here.machine.nodeVersion },
    { what: 'Data', was: data.sha256 ?? 'not known', is: here.data.sha256 ?? 'not known' },
  ]
  return facts.filter(({ was, is }) => was !== is)
}

/** A repetition proves nothing without every epoch of its original. */
export const isWhole = ({ original, repetition }: Verified) =>
  repetition.epochs === original.epochsDone

export const isSame = (each: Verified) =>
  isWhole(each) && each.repetition.exact && each.sameWeights !== false

/** The outcome for a program. */
export const verdictAsJson = (outcome: Outcome) => ({
  event: 'verified',
  bundle: outcome.bundle.id,
  same: outcome.verified.every(isSame),
  // JSON has no infinity: null stands for a value that one of the two has not.
  deviations: largestDeviations(outcome.verified.map(({ repetition }) => repetition)),
  runs: outcome.verified.map(({ original, repeated, repetition, sameWeights }) => ({
    run: original.id,
    trial: original.trialId,
    seed: original.seed,
    epochs: original.epochsDone,
    compared: repetition.epochs,
    same: repetition.exact,
    sameWeights,
    status: repeated.status,
    outcome: repeated.outcome,
    deviations: repetition.deviations,
  })),
  left: outcome.begun.left,
  differsHere: othersHere(outcome),
})

const deviationText = ({ largest, epoch }: Deviation) =>
  epoch === null ? '0' : `${largest.toExponential(2)} at epoch ${epoch + 1}`

const weightsText = (same: boolean | null) =>
  same === null ? 'not compared' : same ? 'the same' : 'others'

function runsTable(verified: readonly Verified[]): string {
  const table = new Table({
    head: ['trial', 'seed', 'epochs compared', 'weights', 'largest deviations'],
    style: { head: [], border: [] },
  })
  for (const { original, repetition, sameWeights } of verified) {
    const apart = repetition.deviations.filter(({ epoch }) => epoch !== null)
    const told = apart.map((each) => `${each.metric}: ${deviationText(each)}`).join('\n')
    table.push([
      original.trialId,
      original.seed,
      `${repetition.epochs} of ${original.epochsDone}`,
      weightsText(sameWeights),
      told === '' ? '0, all bits are equal' : told,
    ])
  }
  return table.toString()
}

/** The outcome for people. */
export function verdictAsText(outcome: Outcome): string {
  const { verified, begun } = outcome
  const here = othersHere(outcome)
  const all = largestDeviations(verified.map(({ repetition }) => repetition))
  const same = verified.every(isSame)
  return [
    runsTable(verified),
    same
      ? 'Verified: every number of every epoch is the same, bit for bit.'
      : 'Not the same. The largest deviations:',
    ...(verified.every(isSame)
      ? []
      : all.map((each) => `  ${each.metric}: ${deviationText(each)}`)),
    ...(here.length === 0 ? ['Build, machine and data are those of the bundle.'] : ['Other here:']),
    ...here.map(({ what, was, is }) => `  ${what}: ${was} -> ${is}`),
    ...begun.left.map(({ runId, why }) => `Not repeated: ${runId}: ${why}.`),
  ]
    .map((line) => `${line}\n`)
    .join('')
}
