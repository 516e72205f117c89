/**
 * Throws unless the engine used exactly the rates it was given, as float32 numbers, which is what
 * it computes in. With that proven at every step, the schedule's own float64 numbers are what the
 * run records: they say more, and rounding them gives the applied ones back.
 */
export function checkAppliedRates(given: Float64Array, applied: Float32Array): void {
  given.forEach((rate, index) => {
    if (Object.is(Math.fround(rate), applied[index])) return
    throw new Error(`The engine applied the rate ${String(applied[index])} instead of ${rate}.`)
  })
}
