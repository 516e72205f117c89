import { defineStore, storeToRefs } from 'pinia'
import { shallowRef } from 'vue'
import type { ImportedCurves, ImportedInfo } from '../../../shared/domain/compare/compared-run'
import type { FileToImport, ImportOutcome } from '../../../shared/contract/imports'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { listen, useConnection, whenConnected } from './lab'
import { useLoading } from './loading'

/** Curves that came from elsewhere: all their names, and the points of those that are looked at. */
export const useImportsStore = defineStore('imports', () => {
  const { lab } = useConnection()
  const { state } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const imports = shallowRef<readonly ImportedInfo[]>([])
  const rows = shallowRef<ReadonlyMap<string, ImportedCurves['rows']>>(new Map())
  const asked = new Set<string>()
  const { status, problem, run: load } = useLoading(async () => take(await lab.imports.list({})))

  /** Points of what is gone go, too. */
  function take(changed: readonly ImportedInfo[]): void {
    imports.value = changed
    const known = new Set(changed.map(({ id }) => id))
    const kept = [...rows.value].filter(([id]) => known.has(id))
    if (kept.length < rows.value.size) rows.value = new Map(kept)
    for (const id of asked) if (!known.has(id)) asked.delete(id)
  }

  listen(lab, 'importsChanged', (changed) => take(changed.imports))
  whenConnected(state, load)

  /** Reads the points of these imports unless they are here already; they never change. */
  async function want(importIds: readonly string[]): Promise<void> {
    const missing = importIds.filter(
      (id) => !asked.has(id) && imports.value.some((each) => each.id === id),
    )
    if (missing.length === 0) return
    for (const id of missing) asked.add(id)
    const series = await attempt(() => lab.imports.rows({ importIds: [...missing] }))
    if (!series) {
      for (const id of missing) asked.delete(id)
      return
    }
    const next = new Map(rows.value)
    for (const each of series) next.set(each.importId, each.rows)
    rows.value = next
  }

  /** What came of the files, or undefined after their error was reported. */
  const add = (
    files: readonly FileToImport[],
    tags: readonly string[] = [],
  ): Promise<ImportOutcome | undefined> =>
    attempt(async () => {
      const outcome = await lab.imports.add({ files: [...files], tags: [...tags] })
      const added = new Set(outcome.imports.map(({ id }) => id))
      take([...outcome.imports, ...imports.value.filter(({ id }) => !added.has(id))])
      return outcome
    })
  const rename = (importId: string, name: string) =>
    attempt(async () => {
      const renamed = await lab.imports.rename({ importId, name })
      take(imports.value.map((each) => (each.id === importId ? renamed : each)))
    })
  const remove = (importIds: readonly string[]) =>
    attempt(async () => {
      await lab.imports.remove({ importIds: [...importIds] })
      take(imports.value.filter(({ id }) => !importIds.includes(id)))
    })

  return { imports, rows, status, problem, load, want, add, rename, remove }
})
