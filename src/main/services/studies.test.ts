import { beforeEach, describe, expect, test } from 'vitest'
import { studyTemplates } from '../../shared/domain/article'
import { asTrialId } from '../../shared/domain/ids'
import type { ScheduleSpec } from '../../shared/domain/schedule'
import { Advances } from './advances'
import { EventHub } from './event-hub'
import { History } from './history'
import { RunQueue } from './run-queue'
import { Studies } from './studies'
import { fakeLauncher, memoryFolders, memoryStore } from './testing/fakes'

function openStudies(): Studies {
  const { folders } = memoryFolders()
  const hub = new EventHub()
  const history = new History(memoryStore().store, folders, hub)
  const now = () => new Date(0)
  const queue = new RunQueue({
    history,
    folders,
    advances: new Advances(hub),
    launcher: fakeLauncher().launcher,
    now,
    limit: () => 0,
    seat: () => ({ threads: 1, environment: {} }),
    datasetFile: async () => '/data',
  })
  return new Studies({ templates: studyTemplates, history, folders, queue, now })
}

const article = { templateId: 'article', seeds: [1, 2], totalEpochs: 5 }
const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const mine = { name: 'Mine', spec: cosine }

let studies: Studies
beforeEach(() => {
  studies = openStudies()
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
