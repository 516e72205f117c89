const realNow = Date.now
let ahead = 0

/** Moves the clock on: conf tries some calls again for a second, which would be hours over all faults. */
export function passTime(ms: number): void {
  ahead += ms
  Date.now = () => realNow.call(Date) + ahead
}

/** Lets the clock tell the time again. */
export function restoreClock(): void {
  ahead = 0
  Date.now = realNow
}
