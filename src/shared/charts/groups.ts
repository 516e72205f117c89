interface Named {
  readonly name: string
  readonly group?: string
  readonly style: number
}

/** The words that all names start with, less the one that labels the difference ("seed"). */
function commonStem(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split(' '))
  const differs = first.findIndex((word, at) => others.some((words) => words[at] !== word))
  return differs < 0 ? first.join(' ') : first.slice(0, Math.max(0, differs - 1)).join(' ')
}

/**
 * What the legend says of each run: its group; else the common stem of the runs drawn in its style
 * and their number; else its own name.
 */
export function legendNames(runs: readonly Named[]): readonly string[] {
  return runs.map(({ name, group, style }) => {
    if (group !== undefined) return group
    const alike = runs.filter((run) => run.style === style && run.group === undefined)
    const stem = alike.length > 1 ? commonStem(alike.map((run) => run.name)) : ''
    return stem === '' ? name : `${stem}, ${alike.length} runs`
  })
}
