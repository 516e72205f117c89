import { join } from 'node:path'
import type { Settings } from '../../src/shared/contract/settings'
import { asRunId, type RunId, type StudyId } from '../../src/shared/domain/ids'
import type { RunRecord } from '../../src/shared/domain/run'
import type { Study } from '../../src/shared/domain/study'
import { lockDataDir } from '../../src/main/store/data-dir-lock'
import { prepareDataDir } from '../../src/main/store/default-data-dir'
import { writeCheckpoint } from '../disk/checkpoints'
import type { Dice } from '../disk/dice'
import {
  curvesOf,
  endedRun,
  sampleOrigin,
  sampleRow,
  sampleRun,
  sampleSteps,
  sampleStudy,
  schedulesOf,
  settingsWith,
  viewsOf,
  writePack,
} from '../disk/samples'
import { openStores, type Stores } from '../disk/stores'
import { Ledger } from './ledger'

/** A run as it is known to have been stored. */
export interface KnownRun {
  readonly id: RunId
  readonly study: Study
  /** `rebuilt` while it has a folder and no record; null when it is not there or was removed. */
  readonly record: Ledger<RunRecord | 'rebuilt' | null>
  readonly epochs: Ledger<number>
  /** The epochs of the newest checkpoint; 0 for none. */
  readonly checkpoint: Ledger<number>
}

/** With the record that comes back with it. */
interface RemovedRun {
  readonly run: KnownRun
  readonly former: RunRecord | 'rebuilt' | null
}

type Step = () => Promise<void>

/** Somebody who uses a data folder, at random, and remembers what was acknowledged. */
export class Session {
  readonly settings: Ledger<Settings>
  readonly schedules: Ledger<readonly string[]>
  readonly views: Ledger<readonly string[]>
  readonly speeds: Ledger<number>
  readonly imports = new Map<string, Ledger<string | null>>()
  readonly studies = new Map<StudyId, Ledger<string | null>>()
  readonly runs = new Map<RunId, KnownRun>()
  private stores: Stores | null = null
  private made = 0
  private removed: readonly RemovedRun[] = []

  constructor(
    private readonly dataDir: string,
    private readonly dice: Dice,
    private readonly clock: () => number,
  ) {
    this.settings = new Ledger(settingsWith({}), clock)
    this.schedules = new Ledger<readonly string[]>([], clock)
    this.views = new Ledger<readonly string[]>([], clock)
    this.speeds = new Ledger(0, clock)
  }

  async begin(): Promise<void> {
    await prepareDataDir(this.dataDir)
    await lockDataDir(this.dataDir)
    await this.reopen()
    await this.newStudy()
    await this.newRun()
  }

  async step(): Promise<void> {
    const { dice } = this
    await dice.of<Step>([
      ...Array.from({ length: 6 }, (): Step => () => this.appendEpoch()),
      ...[() => this.newRun(), () => this.newRun(), () => this.newStudy(), () => this.endRun()],
      ...[() => this.keepCheckpoint(), () => this.keepCheckpoint(), () => this.fork()],
      ...[() => this.saveSettings(), () => this.saveLists(), () => this.changeImports()],
      ...[
        () => this.removeRun(),
        () => this.removeRun(),
        () => this.reopen(),
        () => this.restoreRuns(),
        () => this.renameStudy(),
      ],
      ...[() => this.logAndBreakOff(), () => this.pack(), () => this.reopen()],
    ])()
  }

  private get open(): Stores {
    if (!this.stores) throw new Error('the session has not begun')
    return this.stores
  }

  private get living(): readonly KnownRun[] {
    return [...this.runs.values()].filter(({ record }) => record.value !== null)
  }

  private async did<Value>(
    ledger: Ledger<Value>,
    value: Value,
    act: () => Promise<void> | void,
  ): Promise<void> {
    const acknowledge = ledger.begin(value)
    await act()
    acknowledge()
  }

  /** Closes the folder, which deletes what was removed, and opens it. */
  private async reopen(): Promise<void> {
    await this.stores?.history.purge()
    this.removed = []
    this.stores = openStores(this.dataDir)
    await this.stores.history.load()
  }

  private async newStudy(): Promise<void> {
    const study = sampleStudy(`study-${++this.made}`)
    const ledger = new Ledger<string | null>(null, this.clock)
    this.studies.set(study.id, ledger)
    await this.did(ledger, study.name, () => this.open.history.saveStudy(study))
  }

  private async newRun(parent?: KnownRun): Promise<void> {
    const { clock, dice } = this
    const study = parent?.study ?? sampleStudy(dice.of([...this.studies.keys()]))
    const id = asRunId(`run-${++this.made}`)
    const queued = sampleRun(study, id)
    const record = new Ledger<RunRecord | 'rebuilt' | null>(null, clock)
    const epochs = new Ledger(0, clock)
    const checkpoint = new Ledger(0, clock)
    this.runs.set(id, { id, study, record, epochs, checkpoint })
    const { folders, history } = this.open
    const from = parent && (await folders.listCheckpoints(parent.id)).at(-1)
    await this.did(checkpoint, from?.epochs ?? 0, () =>
      this.did(epochs, from?.epochs ?? 0, () =>
        this.did(record, 'rebuilt', () =>
          folders.create(
            sampleOrigin(study, queued),
            parent && from && { runId: parent.id, checkpoint: from },
          ),
        ),
      ),
    )
    await this.did(record, queued, () => history.saveRuns([queued]))
  }

  private async fork(): Promise<void> {
    const parents = this.living.filter(({ checkpoint }) => checkpoint.value > 0)
    if (parents.length > 0) await this.newRun(this.dice.of(parents))
  }

  private async appendEpoch(): Promise<void> {
    if (this.living.length === 0) return
    const { id, epochs } = this.dice.of(this.living)
    const epoch = epochs.value
    await this.did(epochs, epoch + 1, () =>
      this.open.folders.appendEpoch(id, sampleRow(epoch), sampleSteps(epoch)),
    )
  }

  private async keepCheckpoint(): Promise<void> {
    const runs = this.living.filter(({ epochs, checkpoint }) => epochs.value > checkpoint.value)
    if (runs.length === 0) return
    const { id, epochs, checkpoint } = this.dice.of(runs)
    const former = checkpoint.value
    const folder = await this.open.folders.checkpointFolder(id)
    await this.did(checkpoint, epochs.value, async () =>
      writeCheckpoint(folder, epochs.value, former > 0 ? [former] : []),
    )
  }

  private async endRun(): Promise<void> {
    if (this.living.length === 0) return
    const { id, study, record, epochs } = this.dice.of(this.living)
    const ended = endedRun(study, id, epochs.value)
    await this.did(record, ended, () => this.open.history.saveRuns([ended]))
  }

  private async saveSettings(): Promise<void> {
    const settings = settingsWith({ checkpointEveryEpochs: 1 + this.dice.below(9_999) })
    await this.did(this.settings, settings, () => this.open.settings.write(settings))
    const speed = this.dice.below(1_000)
    await this.did(this.speeds, speed, () =>
      this.open.speeds.write('this machine', [
        { network: 'dense', compiler: 'xla', threads: 1, stepMs: speed },
      ]),
    )
  }

  private async saveLists(): Promise<void> {
    const ids = Array.from({ length: 1 + this.dice.below(4) }, (_, index) => `x${index}`)
    await this.did(this.schedules, ids, () => this.open.schedules.write(schedulesOf(...ids)))
    await this.did(this.views, ids, () => this.open.views.write(viewsOf(...ids)))
  }

  private async changeImports(): Promise<void> {
    const { dice } = this
    const { imports } = this.open
    const kept = [...this.imports].filter(([, ledger]) => ledger.value !== null)
    if (kept.length === 0 || dice.chance(0.5)) {
      const id = `import-${++this.made}`
      const ledger = new Ledger<string | null>(null, this.clock)
      this.imports.set(id, ledger)
      const curves = curvesOf(id, 1 + dice.below(400))
      await this.did(ledger, curves.name, () => imports.save(curves))
      return
    }
    const [id, ledger] = dice.of(kept)
    if (dice.chance(0.5)) await this.did(ledger, 'Other', () => imports.rename(id, 'Other'))
    else await this.did(ledger, null, () => imports.remove(id))
  }

  private async removeRun(): Promise<void> {
    if (this.living.length < 3) return
    const run = this.dice.of(this.living)
    const runs = [...this.removed, { run, former: run.record.value }]
    await this.did(run.record, null, () => this.saveRemoved(runs))
    this.removed = runs
  }

  private async restoreRuns(): Promise<void> {
    const last = this.removed.at(-1)
    if (!last) return
    const { run, former } = last
    const runs = this.removed.slice(0, -1)
    await this.did(run.record, former, () => this.saveRemoved(runs))
    this.removed = runs
  }

  private saveRemoved(runs: readonly RemovedRun[]): Promise<void> {
    return this.open.history.saveRemoved({ studyIds: [], runIds: runs.map(({ run }) => run.id) })
  }

  private async renameStudy(): Promise<void> {
    const [id, ledger] = this.dice.of([...this.studies])
    const name = `Renamed ${++this.made}`
    await this.did(ledger, name, () => this.open.history.saveStudy({ ...sampleStudy(id), name }))
  }

  private async logAndBreakOff(): Promise<void> {
    if (this.living.length === 0) return
    const { id, epochs } = this.dice.of(this.living)
    await this.open.folders.appendLog(id, 'a line')
    await this.open.folders.appendSteps(id, sampleSteps(epochs.value, 2))
  }

  private async pack(): Promise<void> {
    const ended = this.living.flatMap(({ study, id, epochs }) => endedRun(study, id, epochs.value))
    if (ended.length > 0) await writePack(this.open, ended.slice(0, 1))
  }
}

export const dataIn = (folder: string) => join(folder, 'home', 'data')
