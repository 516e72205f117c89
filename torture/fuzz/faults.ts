import { inspect } from 'node:util'
import { shorter } from './shorten'

/** Something to be given to a surface. */
export interface Case {
  /** Which door it goes to, such as `csv` or `studies.create`. */
  readonly what: string
  /** Of plain values and bytes where it can be: those are told short. */
  readonly input: unknown
}

interface Fault {
  readonly number: number
  readonly what: string
  readonly text: string
  readonly input: unknown
  times: number
}

const mostTries = 400
const longestShown = 1_500

/** What differs from case to case is left out, so that one fault is told once. */
const sortOf = ({ what }: Case, text: string) =>
  `${what} ${text}`.replace(/\d+/g, '#').slice(0, 200)

/** The error in a line, with the place in our code. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${inspect(error, { depth: 1 })}`
  const place = /at (?!Generator)[^\n]*/.exec(error.stack ?? '')?.[0] ?? ''
  const cut = place.length > 160 ? `${place.slice(0, 60)}...${place.slice(-30)}` : place
  return `${error.name}: ${error.message.slice(0, 300)} (${cut})`
}

/** An input as JSON where it has one; bytes are in base64. */
function shown(input: unknown): string {
  try {
    const json = JSON.stringify(input, (_, value: unknown) =>
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ) as string | undefined
    if (json !== undefined) return json.slice(0, longestShown)
  } catch {
    // A circle, or too deep: told as people see it.
  }
  return inspect(input, { depth: 4 }).slice(0, longestShown)
}

/** The faults of one torture, each sort once, by the shortest input that shows it. */
export class Faults {
  private readonly sorts = new Map<string, Fault>()

  constructor(private readonly seed: number) {}

  add(number: number, given: Case, error: unknown): void {
    const text = textOf(error)
    const sort = sortOf(given, text)
    const fault = this.sorts.get(sort)
    if (fault) fault.times += 1
    else this.sorts.set(sort, { number, what: given.what, text, input: given.input, times: 1 })
  }

  /** Adds it; the first of its sort is made as short as it can be. */
  async found(
    number: number,
    given: Case,
    error: unknown,
    feed: (given: Case) => Promise<unknown>,
  ): Promise<void> {
    const sort = sortOf(given, textOf(error))
    const isNew = !this.sorts.has(sort)
    this.add(number, isNew ? await this.shortest(given, sort, feed) : given, error)
  }

  all(): string[] {
    return [...this.sorts.values()].map(
      ({ number, what, text, input, times }) =>
        `case ${number} of seed ${this.seed}, ${what}: ${text}; ${times} times; input ${shown(input)}`,
    )
  }

  private async shortest(
    given: Case,
    sort: string,
    feed: (given: Case) => Promise<unknown>,
  ): Promise<Case> {
    let best = given
    let tries = 0
    const until = Date.now() + 10_000
    const isSame = async (less: Case) => {
      try {
        await feed(less)
        return false
      } catch (error) {
        return sortOf(less, textOf(error)) === sort
      }
    }
    for (let found = true; found;) {
      found = false
      for (const input of shorter(best.input)) {
        if (++tries > mostTries || Date.now() > until) return best
        const less = { what: best.what, input }
        if (!(await isSame(less))) continue
        best = less
        found = true
        break
      }
    }
    return best
  }
}
