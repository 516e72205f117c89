/** How a person wants a study to be run. */
export interface RunChoice {
  readonly name: string
  readonly totalEpochs: number
  readonly seeds: readonly number[]
}
