import fs from 'node:fs'
import { join } from 'node:path'
import { checkDataDir } from '../../src/main/store/check'
import { leaveIt } from '../../src/main/store/check/finding'
import { repairDataDir } from '../../src/main/store/check/repair'
import { openConf } from '../../src/main/store/open-conf'
import { asRunId } from '../../src/shared/domain/ids'
import { Dice } from '../disk/dice'
import { inFreshFolder, leftoversIn, treeOf } from '../disk/folders'
import { sampleRow, sampleSteps } from '../disk/samples'
import { openStores, problemsOf } from '../disk/stores'
import type { Dose, Outcome, Torture } from '../torture'
import { damage, damageKinds } from './damages'
import { fillFolder, removedRun } from './full-folder'
import { look, type Seen } from './seen'
import { harm } from './verdict'

/** What a path is one of: "runs/*\/series.steps". */
const kindOf = (path: string) =>
  path.replace(/(runs|studies|imports)\/[^/.]+/, '$1/*').replace(/\d{6}/, '*')

/** Files by their kinds, so that the few are met as often as the many. */
function filesByKind(folder: string): readonly (readonly string[])[] {
  const kinds = new Map<string, string[]>()
  for (const path of treeOf(folder)) {
    if (!fs.statSync(join(folder, path)).isFile()) continue
    const others = kinds.get(kindOf(path))
    if (others) others.push(path)
    else kinds.set(kindOf(path), [path])
  }
  return [...kinds.values()]
}

/** The bytes of a damaged file are still there: in it, or beside it as evidence. */
function isKept(path: string, damaged: Buffer): boolean {
  const folder = join(path, '..')
  const files = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  if (files.some(({ name }) => fs.readFileSync(join(folder, name)).equals(damaged))) return true
  const torn = fs.existsSync(`${path}.torn-1`) ? fs.readFileSync(`${path}.torn-1`) : null
  return torn !== null && damaged.subarray(damaged.length - torn.length).equals(torn)
}

/** Its next epoch is appended after what can be read, which cuts what cannot. */
async function goOn(dataDir: string, id: string): Promise<void> {
  const { folders } = openStores(dataDir)
  const runId = asRunId(id)
  const { length } = await folders.readEpochs(runId)
  await folders.appendEpoch(runId, sampleRow(length), sampleSteps(length))
  const rows = await folders.readEpochs(runId)
  if (rows.length !== length + 1) throw new Error(`${id} did not go on`)
}

interface Turn {
  readonly template: string
  readonly sound: Seen
  readonly kinds: readonly (readonly string[])[]
  readonly dice: Dice
  readonly figures: { problems: number; evidence: number; harmless: number; findings: number }
}

/** One damage to one file of a copy; what it breaks that it must not. */
const turn = (parts: Turn): Promise<readonly string[]> =>
  inFreshFolder(async (dataDir) => {
    const { template, kinds, dice } = parts
    fs.cpSync(template, dataDir, { recursive: true })
    const path = dice.of(dice.of(kinds))
    const how = dice.of(damageKinds)
    const damaged = damage(join(dataDir, path), how, dice)
    const test = dice.chance(0.5) ? opened : repaired
    const broken = await test(parts, dataDir, path, damaged).catch((error: unknown) => [
      `it threw ${String(error)}`,
    ])
    return broken.map((each) => `${path}, ${how}, ${test.name}: ${each}`)
  })

/** The folder is opened as it is, and the run that was met goes on. */
async function opened(
  { sound, figures }: Turn,
  dataDir: string,
  path: string,
  damaged: Buffer | null,
): Promise<readonly string[]> {
  const found = await look(dataDir)
  const broken = [...harm(path, damaged !== null, sound, found)]
  figures.problems += found.problems.length
  if (found.problems.length === 0) figures.harmless++
  const id = /^runs\/([^/]+)\/series/.exec(path)?.[1]
  // Without its file a run cannot go on; that is told then.
  const goesOn = id !== undefined && id !== removedRun && damaged !== null
  if (goesOn) await goOn(dataDir, id)
  if (found.problems.length > 0 && damaged !== null && damaged.length > 0) {
    if (isKept(join(dataDir, path), damaged)) figures.evidence++
    else broken.push('the damaged bytes are gone')
  }
  const later = openStores(dataDir)
  await later.history.load()
  broken.push(...problemsOf(later).map((text) => `told again: ${text}`))
  return [...broken, ...leftoversIn(dataDir).map((name) => `${name} was left behind`)]
}

const contents = (folder: string) =>
  treeOf(folder).map((path) => {
    const whole = join(folder, path)
    return fs.statSync(whole).isFile() ? `${path} ${fs.readFileSync(whole, 'base64')}` : path
  })

/** The folder is checked, which changes nothing, and repaired, after which nothing is found. */
async function repaired(
  { sound, figures }: Turn,
  dataDir: string,
  path: string,
  damaged: Buffer | null,
): Promise<readonly string[]> {
  const before = contents(dataDir)
  const { findings } = await checkDataDir(dataDir, openConf)
  const broken: string[] = []
  if (before.join('\n') !== contents(dataDir).join('\n')) broken.push('checking changed something')
  const done = await repairDataDir(dataDir, openConf)
  figures.findings += findings.length
  if (findings.some(({ remedy }) => remedy !== leaveIt) && done.length === 0) {
    broken.push('nothing was done')
  }
  const left = (await checkDataDir(dataDir, openConf)).findings
  for (const { file, problem, remedy } of left) {
    if (remedy !== leaveIt) broken.push(`still found in ${file}: ${problem}`)
  }
  const found = await look(dataDir)
  const told = { ...found, problems: findings.map(({ problem }) => problem) }
  return [...broken, ...harm(path, damaged !== null, sound, told, true)]
}

/** Damages one file of a full folder, of whatever kind, and looks at all of the rest. */
async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const broken: string[] = []
  const figures = { problems: 0, evidence: 0, harmless: 0, findings: 0 }
  const counts = { runs: 0, kinds: 0 }
  await inFreshFolder(async (template) => {
    await fillFolder(template)
    const kinds = filesByKind(template)
    const sound = await inFreshFolder(async (copy) => {
      fs.cpSync(template, copy, { recursive: true })
      return look(copy)
    })
    counts.runs = sound.runs.size
    counts.kinds = kinds.length
    const dice = new Dice(seed)
    for (let index = 0; index < n; index++) {
      broken.push(...(await turn({ template, sound, kinds, dice, figures })))
      if ((index + 1) % 50 === 0) log(`${index + 1} of ${n}`)
    }
  })
  return {
    figures: {
      damages: n,
      runs: counts.runs,
      'kinds of files': counts.kinds,
      'problems told': figures.problems,
      'evidence kept': figures.evidence,
      'nothing lost': figures.harmless,
      'findings of check': figures.findings,
    },
    broken,
  }
}

export const damageTorture: Torture = {
  name: 'damage',
  promise: 'a damaged file costs at most the tail of its own run, is kept and is told',
  unit: 'damages',
  usual: 1_000,
  short: 40,
  run,
}
