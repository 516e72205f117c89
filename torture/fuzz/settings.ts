import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { createWindowStore } from '../../src/main/store/window-store'
import { openConf } from '../../src/main/store/open-conf'
import type { Lab } from '../../src/main/services/lab'
import { seal } from '../../src/main/store/sealed'
import { firstWindowState } from '../../src/shared/contract/window-state'
import type { Dice } from './dice'
import { fuzzer, taken, type Case } from './harness'
import { jsonText, junkJson } from './junk'
import { fillHistory, openLabOn, smallRuns, smallStudy } from './lab'
import { mutateBytes, mutateJson, mutateText } from './mutate'
import { validCalls } from './valid-calls'

/** A file of the data folder as it is found: bytes, or something that is no file. */
type Found =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'folder' | 'loop' | 'missing' }

/** What is put in the place of which file. */
interface Damage {
  readonly path: string
  readonly found: Found
}

/** A lock whose holder is gone. Taking it over lasts, so it is there only where it is damaged. */
const staleLock = jsonText({ pid: 1, start: '0', host: hostname(), since: '', mark: 'm' })

/** Whatever a lab keeps, made by one. */
async function fill(dataDir: string): Promise<void> {
  await fillHistory(dataDir)
  const lab = await openLabOn(dataDir)
  const none = {
    importId: 'a',
    scheduleId: 'a',
    viewId: 'a',
    liveRunId: 'a',
    bundle: new Uint8Array(),
  }
  const { settings, schedules, views, imports, runs } = validCalls(none)
  await lab.services.settings.update(settings.update[0])
  for (const [service, verb, input] of [
    ['schedules', 'save', schedules.save[0]],
    ['views', 'save', views.save[0]],
    ['imports', 'add', imports.add[0]],
    ['runs', 'columns', runs.columns[0]],
    ['runs', 'rateSums', runs.rateSums[0]],
  ] as const) {
    await lab.call({ service, verb, input })
  }
  await lab.close()
  createWindowStore({ dataDir, openStore: openConf }).write(firstWindowState)
  const removed = { studies: [], runIds: [smallRuns[0]?.id] }
  await writeFile(join(dataDir, 'removed.json'), JSON.stringify(seal(1, removed)))
  await writeFile(join(dataDir, 'machine.json'), JSON.stringify({ machine: 'a', speeds: [] }))
  await writeFile(join(dataDir, 'runs', smallRuns[1]?.id ?? '', 'checkpoints/000002.ckpt'), 'state')
}

async function filesIn(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const read = files.map(
    async (file) => [relative(folder, file), new Uint8Array(await readFile(file))] as const,
  )
  return new Map(await Promise.all(read))
}

const text = new TextDecoder()

/** Damage that a checksum does not tell: the body is another, and sealed again. */
function resealed(dice: Dice, bytes: Uint8Array): Uint8Array {
  try {
    const read = JSON.parse(text.decode(bytes)) as {
      readonly crc?: string
      readonly body?: unknown
    }
    if (read.crc === undefined) return Buffer.from(jsonText(mutateJson(dice, read)))
    const body = mutateJson(dice, read.body)
    return Buffer.from(JSON.stringify(seal(1, body as object)))
  } catch {
    // No JSON, or nothing that can be sealed.
    return mutateBytes(dice, bytes)
  }
}

function damaged(dice: Dice, bytes: Uint8Array): Found {
  switch (dice.below(12)) {
    case 0:
      return { kind: dice.pick(['folder', 'loop', 'missing']) }
    case 1:
      return { kind: 'file', bytes: Buffer.from(jsonText(junkJson(dice))) }
    case 2:
      return { kind: 'file', bytes: dice.bytes(dice.below(300)) }
    case 3:
    case 4:
      return { kind: 'file', bytes: Buffer.from(mutateText(dice, text.decode(bytes))) }
    case 5:
    case 6:
      return { kind: 'file', bytes: mutateBytes(dice, bytes) }
    default:
      return { kind: 'file', bytes: resealed(dice, bytes) }
  }
}

async function put(dataDir: string, { path, found }: Damage): Promise<void> {
  const file = join(dataDir, path)
  await mkdir(dirname(file), { recursive: true })
  await rm(file, { recursive: true, force: true })
  switch (found.kind) {
    case 'file':
      return writeFile(file, found.bytes)
    case 'folder':
      await mkdir(join(file, 'inside'), { recursive: true })
      return
    case 'loop':
      return symlink(file, file)
    case 'missing':
      return
  }
}

/** Uses whatever a lab has; every call may be refused, by a code. */
async function use(lab: Lab): Promise<void> {
  const runIds = smallRuns.map(({ id }) => id)
  const imports = await answer(lab, 'imports', 'list', {})
  const importIds = (imports as { id: string }[] | null)?.map(({ id }) => id) ?? []
  for (const [service, verb, input] of [
    ['settings', 'read', {}],
    ['machine', 'describe', {}],
    ['studies', 'list', {}],
    ['schedules', 'list', {}],
    ['views', 'list', {}],
    ['imports', 'rows', { importIds }],
    ['runs', 'columns', { runIds: runIds.slice(1) }],
    ['runs', 'rateSums', { runIds: runIds.slice(1) }],
    ['runs', 'checkpoints', { runId: runIds[1] }],
    ['runs', 'steps', { runId: runIds[2] }],
    ['runs', 'log', { runId: runIds[2] }],
    ['runs', 'fork', { runId: runIds[1], epochs: 2, changes: {} }],
    ['bundles', 'make', { studyIds: [smallStudy.id] }],
    ['settings', 'update', { theme: 'light' }],
    ['studies', 'rename', { studyId: smallStudy.id, name: 'Other' }],
  ] as const) {
    await answer(lab, service, verb, input)
  }
}

async function answer(lab: Lab, service: string, verb: string, input: unknown): Promise<unknown> {
  const reply = await lab.call({ service, verb, input })
  if (reply.ok) return reply.result
  if (reply.error.code === 'internal') {
    throw new Error(`${service}.${verb}: ${reply.error.message}: ${reply.error.causes.join()}`)
  }
  return null
}

/** What the files of the data folder may be when Cooldown starts. */
export const fuzzSettings = fuzzer({
  name: 'fuzz-settings',
  promise:
    'a lab opens on whatever its files hold, or says why not; nothing but its folder is touched',
  short: 8,
  // A lock that cannot be read is read again for a while: its holder may be writing it.
  longestMs: 2_000,
  open: async (dataDir) => {
    await fill(dataDir)
    const sound = await filesIn(dataDir)
    // In the same order whatever the file system's.
    const files = [...sound].sort(([a], [b]) => a.localeCompare(b))
    const lock = ['lock', Buffer.from(staleLock)] as const
    const begin = async () => {
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
      for (const [path, bytes] of sound) {
        await mkdir(dirname(join(dataDir, path)), { recursive: true })
        await writeFile(join(dataDir, path), bytes)
      }
    }
    return {
      make: (dice): Case => {
        const damages = dice.times(dice.pick([1, 1, 2, 3]), (): Damage => {
          const [path, bytes] = dice.percent(1) ? lock : dice.pick(files)
          return { path, found: damaged(dice, bytes) }
        })
        return {
          what: (damages[0]?.path ?? '').replace(/\/.*\//, '/').replace(/\d{8}-[^.]*/, '#'),
          input: damages,
        }
      },
      feed: ({ input }) =>
        taken(async () => {
          await begin()
          for (const damage of input as readonly Damage[]) await put(dataDir, damage)
          createWindowStore({ dataDir, openStore: openConf }).read()
          const lab = await openLabOn(dataDir)
          try {
            await use(lab)
          } finally {
            await lab.close()
          }
        }),
    }
  },
})
