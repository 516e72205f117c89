import type { ComparedRun } from './compared-run'

/**
 * What the legend says of each run: its trial's name, with the study's where another trial has the
 * same; its own name where it has a colour of its own.
 */
export function legendGroups(runs: readonly ComparedRun[]): readonly string[] {
  const firstStyle = new Map<string, number>()
  const trials = new Map<string, Set<string>>()
  const keyOf = ({ study, trial }: ComparedRun) => `${study.id} ${trial.id}`
  for (const run of runs) {
    const key = keyOf(run)
    if (!firstStyle.has(key)) firstStyle.set(key, run.style)
    trials.set(run.trial.name, (trials.get(run.trial.name) ?? new Set()).add(key))
  }
  return runs.map((run) => {
    if (run.style !== firstStyle.get(keyOf(run))) return run.name
    const shared = (trials.get(run.trial.name)?.size ?? 0) > 1
    return shared ? `${run.trial.name} · ${run.study.name}` : run.trial.name
  })
}
