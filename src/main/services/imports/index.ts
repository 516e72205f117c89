import type { FileToImport, ImportOutcome } from '../../../shared/contract/imports'
import { LabError } from '../../../shared/contract/errors'
import type {
  ImportedCurves,
  ImportedInfo,
  ImportedRow,
} from '../../../shared/domain/compare/compared-run'
import { importLimits, metricsIn } from '../../../shared/domain/compare/imports'
import { formatCount } from '../../../shared/domain/format'
import type { EventHub } from '../event-hub'
import { newItemId } from '../ids'
import { mapSome } from '../map-some'
import type { ImportStore } from '../ports'
import { readFiles } from './read-files'

/** Curves without their points. */
export const importInfo = ({ rows, ...curves }: ImportedCurves): ImportedInfo => ({
  ...curves,
  points: rows.length,
  metrics: metricsIn(rows),
})

/** Curves that came from elsewhere, to be laid over runs. A change is on the disk before it is told. */
export class Imports {
  constructor(
    private readonly store: ImportStore,
    private readonly hub: EventHub,
    private readonly now: () => Date,
  ) {}

  /** Without their points, the latest first. */
  list(): ImportedInfo[] {
    return [...this.store.list()].sort(
      (a, b) => b.importedAt.localeCompare(a.importedAt) || a.name.localeCompare(b.name),
    )
  }

  /** With their points, in the order asked for. */
  curves(importIds: readonly string[]): Promise<ImportedCurves[]> {
    return mapSome(importIds, async (importId) => {
      const { id, name, source, importedAt, tags } = this.info(importId)
      return { id, name, source, importedAt, tags, rows: await this.store.rows(id) }
    })
  }

  async rows(importIds: readonly string[]): Promise<{ importId: string; rows: ImportedRow[] }[]> {
    const all = await this.curves(importIds)
    return all.map(({ id, rows }) => ({ importId: id, rows: [...rows] }))
  }

  /** Keeps the curves in some files: all of them, or none where one file cannot be read. */
  async add(files: readonly FileToImport[], tags: readonly string[]): Promise<ImportOutcome> {
    const now = this.now()
    const { runs, notices } = readFiles(files)
    this.refuseTooMany(runs.length)
    const curves = runs.map(({ name, source, tags: own, rows }): ImportedCurves => ({
      id: newItemId(now),
      name: name.trim().slice(0, importLimits.nameCharacters) || 'Imported',
      source,
      importedAt: now.toISOString(),
      tags: [...new Set([...own, ...tags])].slice(0, importLimits.tags),
      rows,
    }))
    await this.keepAll(curves)
    this.tell()
    return { imports: curves.map(importInfo), notices: [...notices] }
  }

  async rename(importId: string, name: string): Promise<ImportedInfo> {
    await this.store.rename(this.info(importId).id, name)
    this.tell()
    return this.info(importId)
  }

  async remove(importIds: readonly string[]): Promise<void> {
    const known = importIds.map((importId) => this.info(importId).id)
    try {
      for (const id of known) await this.store.remove(id)
    } finally {
      this.tell()
    }
  }

  private info(importId: string): ImportedInfo {
    const found = this.store.list().find(({ id }) => id === importId)
    if (found) return found
    throw new LabError(
      'not-found',
      `There are no imported curves "${importId}"; they may have been removed.`,
    )
  }

  private refuseTooMany(added: number): void {
    const { runs, kept } = importLimits
    if (added > runs) {
      throw new LabError(
        'bad-input',
        `The files have ${formatCount(added)} runs; at most ${formatCount(runs)} are imported at once.`,
      )
    }
    const all = this.store.list().length + added
    if (all <= kept) return
    throw new LabError(
      'wrong-state',
      `There would be ${formatCount(all)} imported runs; at most ${formatCount(kept)} are kept, so remove some first.`,
    )
  }

  /** Takes back those already kept when one cannot be. */
  private async keepAll(curves: readonly ImportedCurves[]): Promise<void> {
    const kept: string[] = []
    try {
      for (const each of curves) {
        await this.store.save(each)
        kept.push(each.id)
      }
    } catch (error) {
      // The first error says why; what cannot be taken back stays in the list, to be removed there.
      for (const id of kept) await this.store.remove(id).catch(() => undefined)
      throw error
    }
  }

  private tell(): void {
    this.hub.emit('importsChanged', { imports: this.list() })
  }
}
