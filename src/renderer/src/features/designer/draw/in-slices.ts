/** Leaves most of a frame to whoever draws or types meanwhile. */
const sliceMs = 8

const pause = () => new Promise((resolve) => setTimeout(resolve))

/**
 * Does long work in short slices, so that the page stays quick. Gives up between two slices, with
 * null, once the work is no longer wanted.
 */
export async function inSlices<Result>(
  work: Generator<unknown, Result>,
  isWanted: () => boolean,
): Promise<Result | null> {
  while (isWanted()) {
    const end = performance.now() + sliceMs
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < end)
    await pause()
  }
  return null
}
