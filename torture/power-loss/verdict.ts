import type { RunRecord } from '../../src/shared/domain/run'
import { soundCheckpoints } from '../disk/checkpoints'
import { leftoversIn, treeOf } from '../disk/folders'
import { curvesOf, rowsOf, sampleRow, sampleSteps } from '../disk/samples'
import { openStores, problemsOf, type Stores } from '../disk/stores'
import type { Ledger } from './ledger'
import type { KnownRun, Session } from './session'

/** A run whose record was not stored yet; its folder was, and that brings it back. */
const isRebuilt = ({ outcome }: RunRecord) => outcome?.startsWith('Its record was lost') === true

/** Opens a folder that lost power after so many changes, and says every promise that it breaks. */
export async function lookAfter(
  session: Session,
  dataDir: string,
  changes: number,
): Promise<readonly string[]> {
  const broken: string[] = []
  const stores = openStores(dataDir)
  const histories = await stores.history.load()
  const expect = <Value>(what: string, ledger: Ledger<Value>, found: unknown) => {
    const allowed = ledger.allowedAt(changes)
    const is = JSON.stringify(found)
    if (!allowed.includes(is))
      broken.push(`${what}: ${is.slice(0, 300)} is not ${allowed.join(' or ').slice(0, 300)}`)
  }
  expect('settings', session.settings, stores.settings.read())
  expect(
    'schedules',
    session.schedules,
    stores.schedules.read().map(({ id }) => id),
  )
  expect(
    'views',
    session.views,
    stores.views.read().map(({ id }) => id),
  )
  expect('speeds', session.speeds, stores.speeds.read('this machine')[0]?.stepMs ?? 0)
  const infos = new Map(stores.imports.list().map((info) => [info.id, info]))
  for (const [id, ledger] of session.imports) {
    const info = infos.get(id)
    expect(id, ledger, info?.name ?? null)
    if (info && !same(await stores.imports.rows(id), curvesOf(id, info.points).rows)) {
      broken.push(`${id}: other points`)
    }
  }
  const studies = new Map(histories.map(({ study }) => [study.id, study.name]))
  for (const [id, ledger] of session.studies) expect(id, ledger, studies.get(id) ?? null)
  const records = new Map(histories.flatMap(({ runs }) => runs.map((run) => [run.id, run])))
  for (const run of session.runs.values()) {
    const record = records.get(run.id)
    const found = record && isRebuilt(record) ? 'rebuilt' : (record ?? null)
    expect(run.id, run.record, found)
    if (record) broken.push(...(await faultsOfRun(stores, run, expect)))
  }
  const unreadable = problemsOf(stores).filter((text) => !text.includes('had no record'))
  broken.push(...unreadable)
  broken.push(...treeOf(dataDir).filter((path) => /\.bad-\d+$/.test(path)))
  if (broken.length === 0) broken.push(...(await goOn(stores, dataDir)))
  return broken
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

async function faultsOfRun(
  { folders }: Stores,
  { id, epochs, checkpoint }: KnownRun,
  expect: <Value>(what: string, ledger: Ledger<Value>, found: unknown) => void,
): Promise<readonly string[]> {
  const broken: string[] = []
  const rows = await folders.readEpochs(id)
  const { loss } = await folders.readSteps(id)
  const origin = await folders.readOrigin(id)
  if ('problem' in origin) broken.push(`the recipe of ${id}: ${origin.problem}`)
  expect(`epochs of ${id}`, epochs, rows.length)
  if (!same(rows, rowsOf(rows.length))) broken.push(`${id}: other rows`)
  const steps = rowsOf(rows.length).flatMap(({ epoch }) => sampleSteps(epoch).loss)
  if (!same([...loss.slice(0, steps.length)], steps)) broken.push(`${id}: other steps`)
  const found = soundCheckpoints(await folders.checkpointFolder(id))
  // One that was begun may be whole before it is acknowledged.
  expect(`checkpoint of ${id}`, checkpoint, found.epochs[0] ?? 0)
  return [...broken, ...found.passedOver]
}

/** Each run goes on where it was, and is so after the next start too. */
async function goOn(stores: Stores, dataDir: string): Promise<readonly string[]> {
  const broken: string[] = []
  const runs = (await stores.folders.list()).slice(0, 3)
  const counts = new Map<string, number>()
  for (const id of runs) {
    const { length } = await stores.folders.readEpochs(id)
    await stores.folders.appendEpoch(id, sampleRow(length), sampleSteps(length))
    counts.set(id, length + 1)
  }
  stores.settings.write(stores.settings.read())
  const later = openStores(dataDir)
  await later.history.load()
  for (const id of runs) {
    const rows = await later.folders.readEpochs(id)
    if (!same(rows, rowsOf(counts.get(id) ?? 0))) broken.push(`${id} did not go on`)
  }
  broken.push(...problemsOf(later))
  return [...broken, ...leftoversIn(dataDir).map((path) => `${path} was left behind`)]
}
