/** How much of a torture is wanted. */
export interface Dose {
  /** How often; each torture says of what. */
  readonly n: number
  /** The same seed tries the same things. */
  readonly seed: number
  /** Tells people how far it is. */
  readonly log: (text: string) => void
}

export interface Outcome {
  /** What was counted and measured, in the order to print. */
  readonly figures: Readonly<Record<string, number | string>>
  /** Every broken promise, in words that name what to look at; none where all were kept. */
  readonly broken: readonly string[]
}

/** A promise, and a way to try hard to see it broken. */
export interface Torture {
  /** As in `npm run torture -- <name>`. */
  readonly name: string
  /** What holds however often it is tried. */
  readonly promise: string
  /** What one of `n` is: "kills". */
  readonly unit: string
  /** `n` where nothing else is asked for. */
  readonly usual: number
  /** `n` in `npm test`. */
  readonly short: number
  readonly run: (dose: Dose) => Promise<Outcome>
}
