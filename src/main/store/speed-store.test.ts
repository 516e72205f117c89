import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConf } from './open-conf'
import { createSpeedStore } from './speed-store'
import { temporaryFolder } from './testing/folder'

const open = (dataDir: string) => createSpeedStore({ dataDir, openStore: openConf })
const speeds = [{ network: 'dense', compiler: 'xla', threads: 2, stepMs: 0.25 }] as const

it('what was measured holds for the machine on which it was measured', () => {
  const dataDir = temporaryFolder()
  expect(open(dataDir).read('this one')).toEqual([])
  open(dataDir).write('this one', speeds)
  expect(open(dataDir).read('this one')).toEqual(speeds)
  expect(open(dataDir).read('another processor')).toEqual([])
})

it('a damaged file counts as not measured, and is told', () => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'machine.json'), '{"machine":"this one","speeds":7}')
  const store = open(dataDir)
  expect(store.read('this one')).toEqual([])
  expect(store.problems().join(' ')).toContain('The machine counts as not measured.')
})
