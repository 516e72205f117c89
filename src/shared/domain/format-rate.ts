/** A learning rate as people read it: four significant digits, exponents for small ones. */
export function formatRate(rate: number): string {
  if (rate === 0) return '0'
  if (Math.abs(rate) < 1e-4) return rate.toExponential(2).replace(/\.?0+e/, 'e')
  return String(Number(rate.toPrecision(4)))
}
