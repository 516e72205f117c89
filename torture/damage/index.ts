import fs from 'node:fs'
import { join } from 'node:path'
import { asRunId } from '../../src/shared/domain/ids'
import { Dice } from '../disk/dice'
import { inFreshFolder, leftoversIn, treeOf } from '../disk/folders'
import { sampleRow, sampleSteps } from '../disk/samples'
import { openStores, problemsOf } from '../disk/stores'
import type { Dose, Outcome, Torture } from '../torture'
import { damage, damageKinds } from './damages'
import { fillFolder } from './full-folder'
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
  readonly figures: { problems: number; evidence: number; harmless: number }
}

/** One damage to one file of a copy; what it breaks that it must not. */
const turn = ({ template, sound, kinds, dice, figures }: Turn): Promise<readonly string[]> =>
  inFreshFolder(async (dataDir) => {
    fs.cpSync(template, dataDir, { recursive: true })
    const path = dice.of(dice.of(kinds))
    const how = dice.of(damageKinds)
    const whole = join(dataDir, path)
    const damaged = damage(whole, how, dice)
    const broken: string[] = []
    try {
      const found = await look(dataDir)
      broken.push(...harm(path, damaged !== null, sound, found))
      figures.problems += found.problems.length
      if (found.problems.length === 0) figures.harmless++
      const id = /^runs\/([^/]+)\/series/.exec(path)?.[1]
      // Without its file a run cannot go on; that is told then.
      if (id !== undefined && damaged !== null) await goOn(dataDir, id)
      if (found.problems.length > 0 && damaged !== null && damaged.length > 0) {
        if (isKept(whole, damaged)) figures.evidence++
        else broken.push('the damaged bytes are gone')
      }
      const later = openStores(dataDir)
      await later.history.load()
      broken.push(...problemsOf(later).map((text) => `told again: ${text}`))
      broken.push(...leftoversIn(dataDir).map((name) => `${name} was left behind`))
    } catch (error) {
      broken.push(`it threw ${String(error)}`)
    }
    return broken.map((each) => `${path}, ${how}: ${each}`)
  })

/** Damages one file of a full folder, of whatever kind, and looks at all of the rest. */
async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const broken: string[] = []
  const figures = { problems: 0, evidence: 0, harmless: 0 }
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
