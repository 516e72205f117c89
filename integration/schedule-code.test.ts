import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshFolder } from './cooldown'
import { length, ratesIn, scheduleIn } from './schedule-command'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeAll(async () => {
  folder = await freshFolder()
})
afterAll(() => folder.remove())

const cosine = { kind: 'cosine', initial: 0.1, final: 0.01 }

test.each(['keras', 'pytorch', 'optax'])('code for %s is written into a file', async (library) => {
  const { schedule, inFolder } = scheduleIn(folder.path)
  const spec = await inFolder('cosine.json', cosine)
  const args = ['code', '--spec', spec, '--to', library, '--out', 'schedule.py', ...length(5, 4)]
  expect(schedule(args)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  expect(await readFile(join(folder.path, 'schedule.py'), 'utf8')).toContain('5 epochs of 4 steps')
})

test('a table that was printed is a schedule with the same rates', () => {
  const { schedule } = scheduleIn(folder.path)
  const values = (spec: string, form: string) =>
    schedule(['values', '--spec', '-', ...length(1, 6), form], spec).stdout
  const table = values(JSON.stringify(cosine), '--csv')
  const imported = schedule(['import', '-', '--from', 'csv'], table)
  expect(imported.status).toBe(0)
  expect(ratesIn(values(imported.stdout, '--json'))).toEqual(
    ratesIn(values(JSON.stringify(cosine), '--json')),
  )
})

test('what cannot be read or written is refused with the place and the rule', async () => {
  const { schedule, inFolder } = scheduleIn(folder.path)
  const broken = await inFolder('rates.csv', 'step,rate\n0,0.1\n1,fast\n')
  expect(schedule(['import', broken, '--from', 'csv'])).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/rates\.csv: .*line 3: the rate must be a number/) as string,
  })
  const spec = await inFolder('cosine.json', cosine)
  const nowhere = ['code', '--spec', spec, '--to', 'keras', '--out', 'no/such/folder.py']
  expect(schedule(nowhere)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Cannot write no/such/folder.py: it is not there.') as string,
  })
})
