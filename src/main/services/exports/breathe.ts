import { setImmediate } from 'node:timers/promises'

/** Long work is cut into pieces of about this long, so that windows and trainers are answered. */
const longestMs = 15

/** Lets others have their turn once it is time to; call it between the pieces of long work. */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longestMs) return
    await setImmediate()
    since = performance.now()
  }
}
