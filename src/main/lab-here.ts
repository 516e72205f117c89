import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../../package.json'
import { LabError } from '../shared/contract/errors'
import { createPainter } from './painter-host'
import { reasonOf } from './services/file-reasons'
import { readInstalledParts } from './services/installed-parts'
import { openLab, type Lab } from './services/lab'
import { lockDataDir } from './store/data-dir-lock'
import { createHistoryStore } from './store/history-store'
import { createImportStore } from './store/import-store'
import type { OpenStore } from './store/json-file'
import { createRunFolders } from './store/run-folders'
import { createScheduleStore } from './store/schedule-store'
import { createSeriesPacks } from './store/series-packs'
import { createSettingsStore } from './store/settings-store'
import { createSpeedStore } from './store/speed-store'
import { createViewStore } from './store/view-store'
import { createTrainerLauncher } from './trainer-host'

/** Set by the build: where the trainer and painter programs lie, seen from this program. */
declare const __PROGRAMS__: string

/** Folder of the built programs, and of the built page. */
export const programFolder = dirname(fileURLToPath(import.meta.url))
export const pageFolder = join(programFolder, '../renderer')

/** By then a person who opened the app to train something has begun, and is not disturbed. */
const idleMs = 20_000

export interface LabHere {
  readonly dataDir: string
  /** The engine of the small JSON files: conf, or electron-store inside Electron. */
  readonly openStore: OpenStore
  readonly carrier: string
  /** Trainers at once; the settings decide when left out. */
  readonly parallelRuns?: number
  /** Stays open for long: measures the machine once, when nothing trains. */
  readonly measuresWhenIdle?: boolean
  /** Looks only: nothing is trained or written, and another process may be the writer. */
  readonly readOnly?: boolean
}

const node = () => process.env.COOLDOWN_NODE ?? process.execPath
const program = (name: string) => resolve(programFolder, __PROGRAMS__, name)

/** The script of exported reports, which the build leaves beside the programs. */
async function reportProgram(): Promise<string> {
  const file = program('report-program.js')
  return readFile(file, 'utf8').catch((error: unknown) => {
    const message = `The script of reports cannot be read: ${file}: ${reasonOf(error)}.`
    throw new LabError('export-failed', message, { cause: error })
  })
}

/** Draws charts on this machine, without a lab. */
export const createPainterHere = () =>
  createPainter({ node: node(), painterEntry: program('painter.js') })

/**
 * Opens the lab on a data directory of this machine, as its one writer. Shared by the app, the
 * lab server and the command line, which differ only in the store's engine and the carrier.
 */
export async function openLabHere({
  dataDir,
  openStore,
  measuresWhenIdle = false,
  ...rest
}: LabHere): Promise<Lab> {
  const { readOnly } = rest
  const lock = readOnly ? null : await lockDataDir(dataDir)
  const installed = readInstalledParts(process.env.COOLDOWN_PARTS)
  const folders = createRunFolders(dataDir)
  const lab = await openLab({
    appVersion: version,
    dataFolder: dataDir,
    installed,
    folders,
    store: createHistoryStore({ dataDir, openStore, folders, readOnly }),
    settings: createSettingsStore({ dataDir, openStore, readOnly }),
    schedules: createScheduleStore({ dataDir, openStore, readOnly }),
    views: createViewStore({ dataDir, openStore, readOnly }),
    imports: createImportStore({ dataDir, readOnly }),
    seriesPacks: createSeriesPacks({ dataDir, readOnly }),
    speeds: createSpeedStore({ dataDir, openStore, readOnly }),
    launcher: createTrainerLauncher({
      node: node(),
      trainerEntry: program('trainer.js'),
      xlaStore: installed.cache === undefined ? undefined : join(installed.cache, 'xla'),
    }),
    painter: createPainterHere(),
    reportProgram,
    measureAfterMs: measuresWhenIdle && process.env.COOLDOWN_MEASURE !== 'off' ? idleMs : undefined,
    ...rest,
  }).catch(async (error: unknown) => {
    await lock?.release()
    throw error
  })
  return {
    ...lab,
    close: async () => {
      await lab.close()
      await lock?.release()
    },
  }
}
