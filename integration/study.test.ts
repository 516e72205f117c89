import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cooldown, freshFolder, type EpochEvent, type StudyEvent } from './cooldown'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeEach(async () => {
  folder = await freshFolder()
})
afterEach(() => folder.remove())

const run = (...more: string[]) =>
  cooldown(['study', 'run', 'article', '--data-dir', folder.path, '--json', ...more])
const numbersOf = (events: EpochEvent[]) =>
  events
    .map(({ trial, seed, epoch, loss, valLoss }) => ({ trial, seed, epoch, loss, valLoss }))
    .sort((a, b) => a.trial.localeCompare(b.trial) || a.seed - b.seed || a.epoch - b.epoch)

describe('cooldown study run article', () => {
  test('trains, tells every epoch with the rate of its last step, and keeps what it told', async () => {
    const out = join(folder.path, 'out')
    const study = run('--epochs', '2', '--trials', 'keras-decay,exponential', '--out', out)
    const { code, stderr } = await study.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })

    const epochs = study.events<EpochEvent>('epoch')
    expect(epochs).toHaveLength(4)
    const rate = (trial: string, epoch: number) =>
      epochs.find((each) => each.trial === trial && each.epoch === epoch)?.learningRate
    expect(rate('keras-decay', 1)).toBeCloseTo(0.1 / (1 + 0.01 * 249), 12)
    expect(rate('keras-decay', 2)).toBeCloseTo(0.1 / (1 + 0.01 * 499), 12)
    expect(rate('exponential', 2)).toBeCloseTo(0.5 * Math.exp(-0.1), 12)
    for (const { loss, valLoss } of epochs) {
      expect(loss).toBeGreaterThan(0)
      expect(valLoss).toBeLessThan(1.5)
    }

    const last = JSON.parse(study.lines.at(-1) ?? '') as StudyEvent & { event: string }
    expect(last.event).toBe('study')
    expect(last.runs.map(({ trial, status, epochs: done }) => [trial, status, done])).toEqual([
      ['keras-decay', 'completed', 2],
      ['exponential', 'completed', 2],
    ])

    expect((await readdir(out)).sort()).toEqual([
      'epochs.csv',
      'learning-rate.png',
      'summary.csv',
      'validation-accuracy.png',
      'validation-loss.png',
      'wide.csv',
    ])
    const rows = (await readFile(join(out, 'epochs.csv'), 'utf8')).trim().split(/\r?\n/)
    expect(rows).toHaveLength(1 + 4)
    for (const { valLoss } of epochs) expect(rows.join('\n')).toContain(String(valLoss))

    const listed = cooldown(['runs', 'list', '--data-dir', folder.path, '--json'])
    expect((await listed.ended).code).toBe(0)
    expect(listed.lines).toHaveLength(2)
  })

  test('the same seed gives the same numbers, alone or beside another; another seed does not', async () => {
    const options = ['--epochs', '1', '--trials', 'exponential']
    const together = run(...options, '--seeds', '0,7', '--parallel', '2')
    await together.ended
    const alone = run(...options, '--seeds', '0', '--parallel', '1')
    await alone.ended
    const first = numbersOf(together.events<EpochEvent>('epoch'))
    const again = numbersOf(alone.events<EpochEvent>('epoch'))
    expect(again).toEqual(first.filter(({ seed }) => seed === 0))
    expect(first[0]?.loss).not.toBe(first[1]?.loss)
  })

  test('Ctrl-C stops cleanly, keeps what finished and exits with 130', async () => {
    const study = run('--epochs', '500', '--trials', 'constant,linear')
    await study.line((line) => line.includes('"epoch":1,'))
    study.child.kill('SIGINT')
    const { code } = await study.ended
    expect(code).toBe(130)
    const [summary] = study.events<StudyEvent>('study')
    const told = study.events<EpochEvent>('epoch')
    for (const { trial, status, epochs } of summary?.runs ?? []) {
      expect(status).toBe('stopped')
      expect(told.filter((each) => each.trial === trial)).toHaveLength(epochs)
    }
  })
})

describe('bad words are refused with the value and the rule, and leave nothing behind', () => {
  test.each<[string, string[], string]>([
    [
      'an unknown template',
      ['study', 'run', 'artcle'],
      'There is no study template "artcle"; there is article, one-budget, ',
    ],
    [
      'an unknown trial',
      ['study', 'run', 'article', '--trials', 'liner'],
      'There is no trial "liner"',
    ],
    [
      'no epochs',
      ['study', 'run', 'article', '--epochs', '0'],
      'It must be a whole number from 1 to 10000.',
    ],
    ['half an epoch', ['study', 'run', 'article', '--epochs', '1.5'], 'It must be a whole number'],
    [
      'bad seeds',
      ['study', 'run', 'article', '--seeds', '1,x'],
      'It must be numbers and ranges such as 1,2,5-8.',
    ],
    ['an unknown flag', ['study', 'run', 'article', '--epoch', '3'], "unknown option '--epoch'"],
    ['an unknown command', ['studdy'], "unknown command 'studdy'"],
    [
      'a port out of range',
      ['serve', '--port', '65536'],
      'It must be a whole number from 0 to 65535.',
    ],
    ['an unknown run', ['runs', 'show', 'nothing'], 'There is no run "nothing"'],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await cooldown([...args, '--data-dir', folder.path]).ended
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})
