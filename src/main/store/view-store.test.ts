import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstCompareView, type SavedView } from '../../shared/domain/compare/compare-view'
import { asRunId, asStudyId } from '../../shared/domain/ids'
import { openConf } from './open-conf'
import { temporaryFolder } from './testing/folder'
import { createViewStore } from './view-store'

const open = (dataDir: string) => createViewStore({ dataDir, openStore: openConf })

const full: SavedView = {
  id: '20261124-100000-abcdef',
  name: 'Übersicht: warm-up “3 %”',
  savedAt: '2026-11-24T10:00:00.000Z',
  view: {
    choice: {
      studyIds: [asStudyId('article-1')],
      filter: 'valAccuracy > 0.85 and name contains "warm"',
      hidden: [asRunId('run-1'), asRunId('run-2')],
      archived: true,
      imports: ['20261124-100000-fedcba'],
    },
    look: {
      metrics: ['lossGap', 'learningRate'],
      x: 'rateSum',
      logX: true,
      logY: ['learningRate'],
      smoothing: { kind: 'ema', weight: 0.6 },
      hideOutliers: true,
      groupBy: 'schedule.kind',
      centre: 'median',
      band: 'interval',
      baseline: 'constant',
      zoom: { from: 0.1 + 0.2, to: 1e-300 + 12 },
      enlarged: 'lossGap',
    },
    table: { columns: ['name', 'valLoss@10'], sort: { field: 'seed', descending: true } },
  },
}

describe('saved views', () => {
  it('are none without a file, and reopen exactly', () => {
    const dataDir = temporaryFolder()
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    const plain = { ...full, id: 'plain', view: firstCompareView }
    store.write([full, plain])
    expect(open(dataDir).read()).toEqual([full, plain])
    expect(open(dataDir).problems()).toEqual([])
  })

  it('of which one is no view any more are set aside, and told', () => {
    const dataDir = temporaryFolder()
    open(dataDir).write([full])
    for (const name of ['views.json', 'views.json.good']) {
      const path = join(dataDir, name)
      writeFileSync(path, readFileSync(path, 'utf8').replace('rateSum', 'rateSun'))
    }
    const store = open(dataDir)
    expect(store.read()).toEqual([])
    expect(store.problems()).toEqual([
      expect.stringContaining('views.json.bad-1'),
      'There are no saved views any more.',
    ])
  })
})
