import { expect, test } from 'vitest'
import { measured, unmeasured } from './bars.mjs'
import { documentOf } from './document.mjs'
import { resultText, rowTable } from './table.mjs'

const result = {
  machine: {
    date: '2026-01-02',
    processor: 'A processor',
    cores: 2,
    memoryGigabytes: 16,
    system: 'Linux 6',
    node: '20.0.0',
    loadBefore: 0.04,
    commit: 'abc1234',
  },
  full: false,
  peers: false,
  compiler: 'xla',
  failed: false,
  rows: [
    measured('tfjsFit', { median: 5.2, spread: [4.9, 5.4] }),
    measured('memory', { median: 612.3, spread: [612.3, 612.3] }, 'at its highest'),
    unmeasured('kerasFit', 'needs --peers'),
  ],
  details: {
    versions: { tensorflow: '2.21.0' },
    epoch: [
      {
        name: 'tfjs-node fit',
        firstEpochSeconds: 1.2,
        seconds: 0.95,
        spread: [0.9, 1],
        rounds: [],
      },
      {
        name: 'Cooldown, XLA',
        firstEpochSeconds: 0.7,
        seconds: 0.11,
        spread: [0.1, 0.12],
        rounds: [],
      },
    ],
  },
}

test('a row has its value, its spread, its bar and the verdict', () => {
  expect(rowTable(result).slice(1)).toEqual([
    ['one epoch: tfjs-node fit / Cooldown', '5.20 x', '4.90 to 5.40', '>= 5 x', 'yes', ''],
    ['memory of one trainer, at most', '612.3 MB', '-', '<= 600 MB', 'NO', 'at its highest'],
    ['one epoch: Keras fit / Cooldown', '-', '-', '>= 3 x', '-', 'needs --peers'],
  ])
})

test('the text names machine, versions and date, and who was fastest first', () => {
  const lines = resultText(result).split('\n')
  expect(lines[0]).toBe(
    'Training: A processor, 2 cores, 16 GB; Linux 6; Node 20.0.0; tensorflow 2.21.0; ' +
      '2026-01-02, commit abc1234; load 0.0 before',
  )
  const trainers = lines.filter((line) => /^(Cooldown|tfjs-node)/.test(line))
  expect(trainers.map((line) => line.split(/ {2,}/))).toEqual([
    ['Cooldown, XLA (what the app takes)', '0.110', '0.100 to 0.120', '0.7'],
    ['tfjs-node fit', '0.950', '0.900 to 1.000', '1.2'],
  ])
})

test('the document has the same rows', () => {
  expect(documentOf(result)).toContain(
    '| one epoch: tfjs-node fit / Cooldown | 5.20 x | 4.90 to 5.40 | >= 5 x | yes |  |',
  )
})
