interface Slowest {
  readonly ms: number
  readonly what: string
}

/** Counts what came of cases: altogether, by code, and of each kind how many were let in. */
export class Tally {
  private readonly outcomes = new Map<string, number>()
  private readonly kinds = new Map<string, { cases: number; accepted: number }>()
  private slowest: Slowest = { ms: 0, what: 'none' }

  add(what: string, outcome: string, ms: number): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1)
    const kind = this.kinds.get(what) ?? { cases: 0, accepted: 0 }
    kind.cases += 1
    if (outcome.startsWith('accepted')) kind.accepted += 1
    this.kinds.set(what, kind)
    if (ms > this.slowest.ms) this.slowest = { ms, what }
  }

  figures(): Record<string, number | string> {
    const sorted = [...this.outcomes].sort(([a], [b]) => a.localeCompare(b))
    const sum = (accepted: boolean) =>
      sorted
        .filter(([outcome]) => outcome !== 'broken' && outcome.startsWith('accepted') === accepted)
        .reduce((total, [, count]) => total + count, 0)
    const kinds = [...this.kinds].sort(([a], [b]) => a.localeCompare(b))
    return {
      accepted: sum(true),
      refused: sum(false),
      ...Object.fromEntries(sorted.map(([outcome, count]) => [`  ${outcome}`, count])),
      'accepted of each kind': kinds
        .map(([what, { cases, accepted }]) => `${what} ${accepted}/${cases}`)
        .join(', '),
      'slowest, ms': `${Math.round(this.slowest.ms)} (${this.slowest.what})`,
    }
  }
}
