/** An index as people count: epochs and steps start at 1. The only place where 1 is added. */
export const ordinal = (index: number) => index + 1

const minute = 60
const hour = 3_600

/** A time span to read at a glance: "8 s", "3 min 05 s", "2 h 10 min". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–'
  const whole = Math.round(seconds)
  if (whole < minute) return `${whole} s`
  if (whole < hour) {
    return `${Math.floor(whole / minute)} min ${String(whole % minute).padStart(2, '0')} s`
  }
  const minutes = Math.round(seconds / minute)
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** A size with one decimal, in steps of 1024. */
export function formatBytes(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit] ?? 'B'}`
}

/** A whole number with thousands apart, as in 20,000. */
export const formatCount = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** A share as a whole percentage; only a finished one is 100 %. */
export function formatShare(share: number): string {
  const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100)
  return `${percent} %`
}

/** "1 run", "9 runs". */
export const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatCount(count)} ${count === 1 ? one : many}`
