import { toColumns, toRows, type EpochColumns } from '../../shared/domain/epoch-columns'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { CachedSeries, DamageReport, SeriesPacks } from './ports'

export interface SeriesSources {
  readonly readEpochs: (runId: RunId) => Promise<readonly EpochRow[]>
  readonly readRateSums: (runId: RunId, epochs: number) => Promise<Float64Array<ArrayBuffer>>
  readonly packs: SeriesPacks
}

interface Known {
  readonly studyId: StudyId
  readonly series: CachedSeries
}

/** Room for some thousand runs of a hundred epochs. */
const mostBytes = 64 * 1024 ** 2
/** Long enough for all runs of a comparison to be read, so that each pack is written once. */
const writeAfterMs = 2_000

const bytesOf = ({ columns, rateSums }: CachedSeries) =>
  Object.values(columns).reduce((sum, { byteLength }) => sum + byteLength, 0) +
  (rateSums?.byteLength ?? 0)

/**
 * Epochs and rate sums of many runs, quickly: those asked for last in memory, and those of ended runs
 * in a pack beside each study, so that a thousand runs are read from some files and not from a
 * thousand. What is kept counts only while it has as many epochs as the run's record.
 */
export class SeriesCache implements DamageReport {
  /** In the order in which they were asked for. */
  private readonly known = new Map<RunId, Known>()
  private bytes = 0
  private readonly opened = new Map<StudyId, Promise<void>>()
  /** What the packs lack. */
  private readonly fresh = new Map<StudyId, Map<RunId, CachedSeries>>()
  private timer: NodeJS.Timeout | null = null
  /** Of ended runs whose files hold less than their records tell. */
  private readonly damages = new Map<string, string>()

  constructor(private readonly sources: SeriesSources) {}

  columns(run: RunRecord): Promise<EpochColumns> {
    return this.seriesOf(run)
  }

  async rows(run: RunRecord): Promise<EpochRow[]> {
    return toRows(await this.seriesOf(run))
  }

  /** One sum of applied rates for each finished epoch, as {@link SeriesSources} reads them. */
  async rateSums(run: RunRecord): Promise<Float64Array<ArrayBuffer>> {
    const series = await this.seriesOf(run)
    if (series.rateSums?.length === run.epochsDone) return series.rateSums
    const rateSums = await this.sources.readRateSums(run.id, run.epochsDone)
    this.learn(run, { ...series, rateSums })
    this.compare(run, 'series.steps', rateSums.filter((sum) => !Number.isNaN(sum)).length)
    return rateSums
  }

  problems(): readonly string[] {
    return [...this.damages.values()]
  }

  /** Writes the packs that are due. They can be made anew: what cannot be written is left. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const due = [...this.fresh]
    this.fresh.clear()
    for (const [studyId, fresh] of due) {
      const kept = await this.sources.packs.read(studyId)
      await this.sources.packs.write(studyId, new Map([...kept, ...fresh]))
    }
  }

  private async seriesOf(run: RunRecord): Promise<CachedSeries> {
    if (isFinal(run.status) && !this.lookUp(run)) await this.open(run.studyId)
    const known = this.lookUp(run)
    if (known) return known
    const series = toColumns(await this.sources.readEpochs(run.id))
    this.learn(run, series)
    this.compare(run, 'series.epochs', series.epochs)
    return series
  }

  /** A run that goes on gets there yet; one that ended has lost what is missing. */
  private compare({ id, status, epochsDone }: RunRecord, file: string, found: number): void {
    const key = `${id}/${file}`
    this.damages.delete(key)
    if (!isFinal(status) || found >= epochsDone) return
    const problem = `Of the ${epochsDone} epochs of the run ${id}, ${found} can be read from its ${file}: the file is damaged.`
    this.damages.set(key, problem)
  }

  private lookUp(run: RunRecord): CachedSeries | null {
    const known = this.known.get(run.id)
    if (known?.series.epochs !== run.epochsDone) return null
    this.known.delete(run.id)
    this.known.set(run.id, known)
    return known.series
  }

  private open(studyId: StudyId): Promise<void> {
    const opened = this.opened.get(studyId) ?? this.readPack(studyId)
    this.opened.set(studyId, opened)
    return opened
  }

  private async readPack(studyId: StudyId): Promise<void> {
    for (const [runId, series] of await this.sources.packs.read(studyId)) {
      if (!this.known.has(runId)) this.keep(runId, { studyId, series })
    }
  }

  private learn(run: RunRecord, series: CachedSeries): void {
    this.keep(run.id, { studyId: run.studyId, series })
    if (!isFinal(run.status) || series.epochs !== run.epochsDone) return
    const fresh = this.fresh.get(run.studyId) ?? new Map<RunId, CachedSeries>()
    this.fresh.set(run.studyId, fresh.set(run.id, series))
    this.timer ??= setTimeout(() => void this.flush(), writeAfterMs)
    this.timer.unref()
  }

  private keep(runId: RunId, known: Known): void {
    this.forget(runId)
    this.known.set(runId, known)
    this.bytes += bytesOf(known.series)
    for (const oldest of this.known.keys()) {
      if (this.bytes <= mostBytes) break
      this.forget(oldest)
    }
  }

  private forget(runId: RunId): void {
    const known = this.known.get(runId)
    if (!known) return
    this.known.delete(runId)
    this.bytes -= bytesOf(known.series)
    // Its pack may be read again.
    this.opened.delete(known.studyId)
  }
}
