import { describe, expect, it } from 'vitest'
import { importLimits } from '../../../../shared/domain/compare/imports'
import { scalarMessage } from '../../exports/events/event-messages'
import { toRecords } from '../../exports/events/records'
import { readFiles } from '../read-files'

const scalar = (tag: string, step: number, value: number, wallTime = 1_000 + step) =>
  scalarMessage({ tag, step, value, wallTime })
const file = (path: string, ...messages: readonly Uint8Array[]) => ({
  path,
  bytes: toRecords(messages),
})

describe('the run in event files', () => {
  it('has no seconds where the times go back', () => {
    const { runs } = readFiles([
      file(
        'logs/events.out.tfevents.1',
        scalar('epoch_loss', 0, 3, 100),
        scalar('epoch_loss', 1, 2, 90),
        scalar('epoch_loss', 2, 1, 95),
      ),
    ])
    expect(runs[0]?.rows).toEqual([
      { epoch: 0, seconds: 0, loss: 3 },
      { epoch: 1, loss: 2 },
      { epoch: 2, seconds: 5, loss: 1 },
    ])
  })

  it('takes the last of what was written twice, and says so', () => {
    const { runs, notices } = readFiles([
      file(
        'logs/events.out.tfevents.1',
        scalar('epoch_loss', 0, 3),
        scalar('epoch_loss', 0, 2),
        scalar('epoch_loss', 1, 1),
      ),
    ])
    expect(runs[0]?.rows.map(({ loss }) => loss)).toEqual([2, 1])
    expect(notices.join()).toContain('some steps of "epoch_loss" were written more than once')
  })

  it('begins with the first of its files, and an empty one changes nothing', () => {
    const files = [
      file('logs/train/events.out.tfevents.1', scalar('epoch_loss', 0, 3, 104)),
      file('logs/validation/events.out.tfevents.2', scalar('epoch_loss', 0, 4, 101)),
      file('logs/validation/events.out.tfevents.3'),
    ]
    expect(readFiles(files).runs).toEqual([
      {
        name: 'logs',
        source: 'logs',
        tags: [],
        rows: [{ epoch: 0, seconds: 3, loss: 3, valLoss: 4 }],
      },
    ])
  })

  it('names eight of the tags that it left out, and counts the rest', () => {
    const strange = Array.from({ length: 10 }, (_, at) => scalar(`strange${at}`, 0, 1))
    const { notices } = readFiles([
      file('logs/events.out.tfevents.1', scalar('epoch_loss', 0, 3), ...strange),
    ])
    expect(notices.join()).toContain('"strange7" and 2 more, which are no metrics')
  })

  it.each([
    ['train/events.out.tfevents.1', 'events.out.tfevents.1'],
    ['./validation/events.out.tfevents.1', 'events.out.tfevents.1'],
    ['constructor/events.out.tfevents.1', 'constructor'],
  ])('in %s is called %s, for only some folders say what the images were', (path, name) => {
    const { runs } = readFiles([file(path, scalar('epoch_loss', 0, 3))])
    expect(runs.map((run) => run.name)).toEqual([name])
  })

  it('is refused when it has no scalar at all, or too many', () => {
    expect(() => readFiles([file('logs/events.out.tfevents.1')])).toThrow('its tags are none.')
    const many = Array.from({ length: importLimits.points + 1 }, (_, at) => scalar('loss', at, 1))
    expect(() =>
      readFiles([{ path: 'logs/events.out.tfevents.1', bytes: toRecords(many) }]),
    ).toThrow('logs: a run may have 200,000 points; this one has 200,001.')
  })
})
