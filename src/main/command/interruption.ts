/** Resolves with the signal at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function untilInterrupted(): { signal: Promise<NodeJS.Signals>; forget: () => void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let told: (signal: NodeJS.Signals) => void = () => undefined
  const signal = new Promise<NodeJS.Signals>((resolve) => {
    told = resolve
  })
  let heard = false
  const listen = (name: NodeJS.Signals) => {
    // A terminal's Ctrl-C reaches us directly and again through npm; only a later one is impatience.
    if (heard) return
    heard = true
    told(name)
    setTimeout(() => {
      signals.forEach((each) => process.on(each, () => process.exit(130)))
    }, 1000).unref()
  }
  signals.forEach((name) => process.on(name, listen))
  return { signal, forget: () => signals.forEach((name) => process.off(name, listen)) }
}
