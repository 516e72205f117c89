/** A filter that cannot be read: `from` and `to` tell the part of its text, counted from 0. */
export class FilterError extends Error {
  override readonly name = 'FilterError'

  constructor(
    /** What is wrong, without the place. */
    readonly problem: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(`at character ${from + 1}: ${problem}`)
  }
}
