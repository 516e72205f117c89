import { describe, expect, test } from 'vitest'
import recorded from '../../../../../fixtures/compare/article-rows.json'
import { articleTemplate } from '../../article'
import { usualObjective } from '../../objective'
import type { EpochRow } from '../../series'
import { plannedRate } from '../schedule-facts-of'
import { splitSizes } from '../../recipe'
import { articleTrial, madeRun, rowsFrom, rowsOfAll, type MadeRun } from '../testing-runs'
import { findingKinds, studyFindings } from '.'

/** The article's study, as it was trained; rates are those of the plan. */
function articleRuns() {
  return Object.entries(recorded).map(([name, { loss, valLoss, valAccuracy }]) => {
    const [id = '', seed] = name.split(' ')
    const trial = articleTrial(id)
    const { stepsPerEpoch } = splitSizes(trial.recipe)
    const rows = rowsFrom(valLoss, loss).map((row, epoch): EpochRow => {
      const learningRate = plannedRate(trial.recipe, (epoch + 1) * stepsPerEpoch - 1) ?? NaN
      return { ...row, learningRate, valAccuracy: valAccuracy[epoch] ?? NaN }
    })
    return [madeRun({ trial, seed: Number(seed), rows, run: { stepsPerEpoch } }), rows] as const
  })
}

const all = articleRuns()
const findings = studyFindings({
  runs: all.map(([run]) => run),
  rowsOf: rowsOfAll(all),
  objective: usualObjective,
})
const trialsOf = (kind: string) =>
  findings.filter((finding) => finding.kind === kind).map(({ id }) => id.split('/')[1])

describe("the article's study", () => {
  test('was recorded whole: nine trials, two seeds, a hundred epochs', () => {
    expect(all).toHaveLength(18)
    expect(all.every(([, rows]) => rows.length === 100)).toBe(true)
    expect(new Set(all.map(([run]) => run.trial.id)).size).toBe(articleTemplate.trials.length)
  })
  test('begins with its baseline, which has other images', () => {
    expect(findings[0]?.id).toBe('fairness:data')
    expect(findings[0]?.sentence).toMatch(/^Constant trains on 20,000 of 20,000/)
    expect(findings[0]?.shows.runIds).toEqual(['study-constant-s1', 'study-constant-s2'])
  })
  test('overfits where the rate stays high: linear, polynomial, time-based (formula), step, Adam', () => {
    expect(trialsOf('overfit')).toEqual([
      'linear',
      'polynomial',
      'time-based-formula',
      'step',
      'adam',
    ])
  })
  test('stops learning where the rate is nearly 0, in the epoch that the article sees', () => {
    const stopped = findings.find(({ id }) => id.endsWith('time-based') && id.startsWith('stopped'))
    expect(stopped?.sentence).toBe(
      'Time-based (compounding) stops learning in epoch 40 (39 to 40) in both seeds: from there its ' +
        'validation loss stays within 1 % of where it ends; the learning rate there is 0.01404, ' +
        '2.8 % of the highest, too little to move the weights far.',
    )
    expect(stopped?.shows).toMatchObject({ metric: 'valLoss', epochs: { to: 99 } })
    expect(trialsOf('stopped')).not.toContain('linear')
    expect(trialsOf('stopped')).not.toContain('adam')
  })
  test('has Exponential as the best, and says whether that is decided', () => {
    const [best] = findings.filter(({ kind }) => kind === 'best')
    expect(best?.sentence).toMatch(/^By best validation loss, Exponential is first with 0\.3497/)
    expect(best?.sentence).toMatch(/undecided|decided/)
    expect(best?.sentence).toMatch(/Left out, .* other images: Constant\.$/)
  })
  test('has Adam as the fastest', () => {
    const fastest = findings.find(({ kind }) => kind === 'fastest')
    expect(fastest?.sentence).toMatch(
      /which every run reaches: Adam in epoch 5 \(median of 2 seeds\), after 1,125 updates/,
    )
    expect(fastest?.sentence).toMatch(/Last: Keras decay in epoch \d+ \(median of 2 seeds\)/)
  })
  test('comes in the order of the kinds, with ids of its own', () => {
    const places = findings.map(({ kind }) => findingKinds.indexOf(kind))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  })
})

const madeFindings = (...made: readonly MadeRun[]) => {
  const pairs = made.map((given) => [madeRun(given), given.rows ?? []] as const)
  const runs = pairs.map(([run]) => run)
  return studyFindings({ runs, rowsOf: rowsOfAll(pairs), objective: usualObjective })
}
const sentences = (kind: string, ...made: readonly MadeRun[]) =>
  madeFindings(...made)
    .filter((finding) => finding.kind === kind)
    .map(({ sentence }) => sentence)

const step = articleTrial('step')

describe('divergence', () => {
  const diverged = (divergedAtStep: number) => ({ status: 'diverged' as const, divergedAtStep })
  test('of one run: where, and at what rate', () => {
    expect(sentences('diverged', { trial: step, run: diverged(2_600) })).toEqual([
      'Step diverges at step 2,601 of epoch 11, at a learning rate of 0.4: its loss is no longer finite.',
    ])
  })
  test('of some seeds', () => {
    expect(
      sentences(
        'diverged',
        { trial: step, rows: rowsFrom([0.5]) },
        { trial: step, seed: 2, run: diverged(0) },
        { trial: step, seed: 3, run: diverged(300) },
      ),
    ).toEqual([
      'Step diverges in 2 of 3 seeds (2, 3): at step 1 of epoch 1, at a learning rate of 0.5 (seed 2) and ' +
        'step 301 of epoch 2, at a learning rate of 0.5 (seed 3). There the loss is no longer finite.',
    ])
  })
})

describe('the best', () => {
  const linear = (seed: number, loss: number) => ({ seed, rows: rowsFrom([loss]) })
  const other = (seed: number, loss: number) => ({ trial: step, ...linear(seed, loss) })
  test('is decided by pairs whose interval lies beside 0', () => {
    expect(
      sentences(
        'best',
        linear(1, 0.5),
        linear(2, 0.4),
        linear(3, 0.3),
        other(1, 0.45),
        other(2, 0.35),
        other(3, 0.25),
      ),
    ).toEqual([
      'By best validation loss, Step is first with 0.3500 (mean of 3 seeds, 95 % interval 0.1016 to 0.5984). ' +
        'That is decided: the difference to Linear, which comes next, is -0.0500 ' +
        '(95 % interval -0.0500 to -0.0500) over 3 pairs.',
    ])
  })
  test('is undecided by one seed', () => {
    expect(sentences('best', linear(1, 0.5), other(1, 0.4))).toEqual([
      'By best validation loss, Step is first with 0.4000. Whether it is ahead is undecided: ' +
        'the difference to Linear, which comes next, is -0.1000; one seed cannot decide.',
    ])
  })
  test('is nobody where there is nothing to compare', () => {
    expect(madeFindings(linear(1, 0.5), linear(2, 0.4))).toEqual([])
    expect(sentences('best', linear(1, 0.5), { trial: step, run: { status: 'queued' } })).toEqual(
      [],
    )
    expect(madeFindings()).toEqual([])
  })
})

test('guessing', () => {
  const rows = rowsFrom([0.4, 0.9, 0.9, 0.9])
  expect(
    sentences('guessing', { rows }, { seed: 2, rows: rowsFrom([0.4, 0.4, 0.4, 0.4]) }),
  ).toEqual([
    'Linear only guesses from epoch 2 on in 1 of 2 seeds (1): its validation accuracy stays near chance; ' +
      'the learning rate there is 0.1.',
  ])
})

test('a trial of which only one seed of three overfits is not said to overfit', () => {
  const flat = rowsFrom(
    Array.from({ length: 40 }, () => 0.5),
    Array.from({ length: 40 }, (_, at) => 1 / (at + 1)),
  )
  const rising = flat.map((row) => ({ ...row, valLoss: row.epoch < 20 ? 0.5 : 0.9 }))
  expect(
    sentences('overfit', { rows: rising }, { seed: 2, rows: flat }, { seed: 3, rows: flat }),
  ).toEqual([])
  expect(
    sentences('overfit', { rows: rising }, { seed: 2, rows: rising }, { seed: 3, rows: flat }),
  ).toEqual([
    'Linear overfits from epoch 20 on in 2 of 3 seeds (1, 2): from there its validation loss stays more than ' +
      '20 % above its lowest, 0.500 around epoch 3, and ends 80 % above it, while the training loss falls.',
  ])
})
