/** Where in a run a checkpoint was taken. */
export interface Position {
  /** Finished epochs. */
  readonly epochs: number
  /** Finished steps of the next epoch. */
  readonly step: number
}

const digits = (count: number) => String(count).padStart(6, '0')
const pattern = /^(\d{6,})(?:-(\d{6,}))?\.ckpt$/

/** What a file is called until all of it is on the disk. */
export const draftEnding = '.tmp'

export const checkpointName = ({ epochs, step }: Position) =>
  `${digits(epochs)}${step === 0 ? '' : `-${digits(step)}`}.ckpt`

/** The position that a name tells; null for other files. */
export function positionOf(name: string): Position | null {
  const [, epochs, step = '0'] = pattern.exec(name) ?? []
  return epochs === undefined ? null : { epochs: Number(epochs), step: Number(step) }
}

/** For sorting: the newest first. */
export const newestFirst = (a: Position, b: Position) => b.epochs - a.epochs || b.step - a.step
