import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cooldown } from '../../integration/cooldown'
import { draftOfStudy } from '../../src/shared/domain/study-plan/draft'
import { studyFileText } from '../../src/shared/domain/study-plan/study-file'
import { articleTemplate } from '../../src/shared/domain/article'
import type { Dice } from './dice'
import { fuzzer, type Case } from './harness'
import { escapeFile, hostileTexts } from './junk'
import { fillHistory, smallRuns, smallStudy } from './lab'
import { mutateText } from './mutate'

/** Files that commands are given; all others that they name lie beside them. */
interface Files {
  readonly study: string
  readonly recipe: string
  readonly schedule: string
  readonly table: string
  readonly out: string
}

const runId = smallRuns[0]?.id ?? ''

/** Commands that are taken. None of them trains: there is no data set for them. */
const valid = ({ study, recipe, schedule, table, out }: Files): readonly (readonly string[])[] => [
  ['doctor'],
  ['--version'],
  ['study', 'templates', '--json'],
  ['study', 'settings', study],
  ['study', 'estimate', study],
  ['study', 'estimate', 'article', '--seeds', '1,5-8', '--epochs', '3', '--trials', 'linear,step'],
  ['study', 'estimate', study, '--vary', 'batchSize=32,64', '--vary', 'rate=0.01..1 log 5'],
  ['study', 'report', smallStudy.id, '--markdown', '--out', out],
  ['study', 'export', smallStudy.id, '--out', join(out, 'study.json')],
  ['runs', 'list', '--json'],
  ['runs', 'show', runId],
  ['runs', 'mark', runId, '--tag', 'a,b', '--note', 'c', '--colour', '3'],
  ['runs', 'mark', '--where', 'valLoss < 1 and seed = 1', '--archive'],
  ['runs', 'export', '--runs', runId, '--formats', 'drawn', '--smooth', 'ema:0.6', '--out', out],
  ['runs', 'checkpoints', runId],
  ['views', 'list'],
  ['imports', 'add', table],
  ['imports', 'list'],
  ['schedule', 'kinds'],
  ['schedule', 'values', '--spec', schedule, '--epochs', '3', '--steps-per-epoch', '4'],
  ['schedule', 'code', '--spec', schedule, '--to', 'keras'],
  ['schedule', 'import', table, '--from', 'csv'],
  ['schedule', 'dialects'],
  ['recipe', 'check', recipe],
  ['recipe', 'show', 'article'],
  ['bundle', 'make', smallStudy.id, '--out', join(out, 'a.zip')],
  ['bundle', 'show', table],
]

/** Absolute paths are left out: a person may well say where a file shall go, so it would go there. */
const hostile = hostileTexts.filter(
  (text) => !text.includes('\0') && !/^[/\\]|\.\./.test(text) && text !== escapeFile,
)

function mutateArgs(dice: Dice, args: readonly string[], all: readonly (readonly string[])[]) {
  const changed = [...args]
  for (let left = dice.between(1, 2); left > 0; left--) {
    const at = dice.below(changed.length + 1)
    const arg = changed[at] ?? ''
    switch (dice.below(6)) {
      case 0:
        changed.splice(at, 1)
        break
      case 1:
        changed.splice(at, 0, dice.pick(hostile))
        break
      case 2:
        changed[at] = dice.pick(dice.pick(all))
        break
      case 3:
        changed.splice(
          at,
          0,
          `--${dice.pick(['json', 'seeds', 'out', 'x', '__proto__', 'data-dir'])}`,
        )
        break
      case 4:
        changed.splice(at, 0, arg)
        break
      default:
        // Paths stay in their folder.
        if (!arg.includes('/')) changed[at] = mutateText(dice, arg).replaceAll(/[\0/]/g, '')
    }
  }
  return changed
}

const exitCodes: Readonly<Record<number, string>> = {
  0: 'accepted',
  1: 'fault',
  2: 'usage',
  3: 'some runs failed',
}

/** Longer than any list of arguments that a system takes. */
const mostCharacters = 100_000

/** Argument lists, each in a process of its own, as a shell starts it. */
export const fuzzCli = fuzzer({
  name: 'fuzz-cli',
  promise: 'a command line ends with a documented code and, where it fails, one plain message',
  usual: 300,
  short: 3,
  // A process has to start, and opens a history.
  longestMs: 10_000,
  open: async (dataDir) => {
    await fillHistory(dataDir)
    const folder = join(dataDir, 'files')
    const out = join(folder, 'out')
    await mkdir(out, { recursive: true })
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }
    const trial = articleTemplate.trials[0]
    const files: Files = {
      study: await file('study.json', studyFileText(draftOfStudy(smallStudy))),
      recipe: await file('recipe.json', JSON.stringify(trial?.recipe)),
      schedule: await file('schedule.json', JSON.stringify(trial?.recipe.schedule)),
      table: await file('table.csv', 'epoch,loss\n0,1\n1,0.5\n'),
      out,
    }
    const commands = valid(files)
    const env = {
      COOLDOWN_HOME: dataDir,
      INIT_CWD: folder,
      COOLDOWN_PARTS: '',
      COOLDOWN_MEASURE: 'off',
    }
    return {
      make: (dice): Case => {
        const args = dice.pick(commands)
        const input = dice.percent(20) ? args : mutateArgs(dice, args, commands)
        return { what: args[0] ?? '', input }
      },
      feed: async ({ input }) => {
        const args = (input as readonly string[]).filter((arg) => arg.length < mostCharacters)
        const { code, signal, stderr } = await cooldown(args, env).ended
        const outcome = code === null ? undefined : exitCodes[code]
        if (outcome === undefined)
          throw new Error(`it ended with ${code ?? signal}: ${stderr.slice(0, 300)}`)
        if (/Unexpected fault|\n\s+at /.test(stderr)) throw new Error(stderr.slice(0, 500))
        return outcome
      },
    }
  },
})
