import { beforeEach, describe, expect, test } from 'vitest'
import { asTrialId } from '../../shared/domain/ids'
import type { ScheduleSpec } from '../../shared/domain/schedule'
import type { Studies } from './studies'
import { bench } from './testing/bench'

const article = { templateId: 'article', seeds: [1, 2], totalEpochs: 5 }
const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const mine = { name: 'Mine', spec: cosine }

let studies: Studies
beforeEach(() => {
  studies = bench(0).studies
})

describe('a study of own schedules', () => {
  test('has one trial for each, on the template’s base recipe, and a run per seed', async () => {
    const { study, runs } = await studies.create({
      ...article,
      trialIds: [],
      schedules: [mine, mine],
    })
    expect(study.trials.map(({ id, name }) => [id, name])).toEqual([
      ['mine', 'Mine'],
      ['mine-2', 'Mine (2)'],
    ])
    expect(study.trials[0]?.recipe).toMatchObject({
      data: { validation: { kind: 'split' } },
      optimizer: { kind: 'sgd' },
      batchSize: 64,
      totalEpochs: 5,
      schedule: cosine,
    })
    expect(runs.map((run) => [run.trialId, run.seed, run.stepsPerEpoch])).toEqual([
      ['mine', 1, 250],
      ['mine-2', 1, 250],
      ['mine', 2, 250],
      ['mine-2', 2, 250],
    ])
  })

  test('may have trials of the template before them', async () => {
    const some = { ...article, trialIds: [asTrialId('linear')], schedules: [mine] }
    const { study } = await studies.create(some)
    expect(study.trials.map(({ id }) => id)).toEqual(['linear', 'mine'])
    const all = await studies.create({ ...article, schedules: [mine] })
    expect(all.study.trials).toHaveLength(10)
  })

  test('is refused with the trial and its first bad step', async () => {
    const falling: ScheduleSpec = { kind: 'formula', per: 'step', expression: '(500 - t) / 1000' }
    const wrong = studies.create({ ...article, schedules: [{ name: 'Falling', spec: falling }] })
    await expect(wrong).rejects.toMatchObject({
      code: 'bad-input',
      message:
        'Trial "Falling": schedule: the rate at step 501 would be -0.001; it must be finite and at least 0',
    })
  })

  test('is refused when it would have no trial', async () => {
    const none = studies.create({ ...article, trialIds: [] })
    await expect(none).rejects.toMatchObject({ code: 'bad-input' })
    await expect(none).rejects.toThrow('at least one trial or schedule')
  })
})

describe('a study with changes of its recipes', () => {
  test('has them in all its trials, and only them', async () => {
    const { study, runs } = await studies.create({
      ...article,
      trialIds: [asTrialId('linear')],
      schedules: [mine],
      recipe: {
        optimizer: { kind: 'sgd', momentum: 0.9 },
        batchSize: 100,
        earlyStopping: { metric: 'valLoss', patience: 3 },
      },
    })
    for (const { recipe } of study.trials) {
      expect(recipe).toMatchObject({
        optimizer: { kind: 'sgd', momentum: 0.9 },
        batchSize: 100,
        earlyStopping: { metric: 'valLoss', patience: 3 },
        totalEpochs: 5,
      })
    }
    expect(study.trials.map(({ recipe }) => recipe.schedule.kind)).toEqual(['polynomial', 'cosine'])
    expect(runs[0]?.stepsPerEpoch).toBe(160)
  })

  test('gets the plan of the machine where it leaves that open', async () => {
    const compilerOf = async (recipe: object) => {
      const trialIds = [asTrialId('linear')]
      const { study } = await studies.create({ ...article, trialIds, recipe })
      return study.trials.map(({ recipe: { compiler, threads } }) => ({ compiler, threads }))
    }
    expect(await compilerOf({})).toEqual([{ compiler: 'tensorflow', threads: 1 }])
    expect(await compilerOf({ compiler: 'xla' })).toEqual([{ compiler: 'xla', threads: 1 }])
  })

  test('is refused before anything is made, with the trial, the field and the rule', async () => {
    const lab = bench(0)
    const wrong = lab.studies.create({
      ...article,
      trialIds: [asTrialId('linear')],
      recipe: { batchSize: 50_000 },
    })
    await expect(wrong).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^Trial "Linear": batchSize: .*16,000.*50,000/) as string,
    })
    expect(lab.history.list()).toEqual([])
    expect(lab.epochs.size).toBe(0)
  })
})
