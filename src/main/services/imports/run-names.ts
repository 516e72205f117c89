import type { Identity } from './table-columns'

/** What the rows of a run have in common, as far as a table tells it. */
export type IdentityCells = Partial<Readonly<Record<Identity, string>>>

/** What a run is called, in the order of preference. */
const callers = ['name', 'line', 'trial', 'run'] as const

/** What is added while names are not unique. */
const additions: readonly { readonly of: Identity; readonly text: (cell: string) => string }[] = [
  { of: 'seed', text: (seed) => `, seed ${seed}` },
  { of: 'attempt', text: (attempt) => `, attempt ${attempt}` },
  { of: 'study', text: (study) => ` · ${study}` },
  { of: 'run', text: (run) => ` · ${run}` },
]

const isUnique = (names: readonly string[]) => new Set(names).size === names.length

/** A name for each run, different from the others'; the file's own where it tells no names. */
export function runNames(identities: readonly IdentityCells[], fileName: string): string[] {
  let names = identities.map(
    (identity) => callers.map((caller) => identity[caller]).find((name) => name) ?? fileName,
  )
  for (const { of, text } of additions) {
    if (isUnique(names)) return names
    const told = names
    names = told.map((name, at) => {
      const cell = identities[at]?.[of]
      const isShared = told.indexOf(name) !== told.lastIndexOf(name)
      return isShared && cell !== undefined && cell !== name ? `${name}${text(cell)}` : name
    })
  }
  return isUnique(names) ? names : names.map((name, at) => `${name} (${at + 1})`)
}
