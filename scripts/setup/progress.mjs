const BAR_CELLS = 24
/** Redraw pace on a terminal, and pace of plain lines elsewhere. */
const REDRAW_MS = 100
const LINE_MS = 3000

/**
 * @typedef {object} Progress
 * @property {(done: number) => void} update how much is done so far
 * @property {() => void} end takes the bar away, or closes the plain lines
 */

/**
 * @typedef {object} ProgressState
 * @property {string} label
 * @property {number} done
 * @property {number} [total] unknown when absent
 * @property {string} [unit] bytes when absent
 * @property {number} seconds since the start
 * @property {number} [from] what was there at the start
 */

/** @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1e3) return `${bytes} B`
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${(bytes / 1e9).toFixed(2)} GB`
}

/** @param {number} seconds */
export function formatSeconds(seconds) {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/**
 * One line: label, bar, amounts, time left. On a narrow terminal the bar gives way.
 * @param {ProgressState} state
 * @param {number} [columns]
 */
export function formatProgress(state, columns = Infinity) {
  const line = formatWithBar(state, BAR_CELLS)
  const excess = Math.max(0, line.length - columns)
  return excess === 0 ? line : formatWithBar(state, Math.max(0, BAR_CELLS - excess))
}

/** @param {ProgressState} state @param {number} barCells */
function formatWithBar({ label, done, total, unit, seconds, from = 0 }, barCells) {
  const amount = unit ? `${done}` : formatBytes(done)
  if (!total) return `${label}  ${amount}${unit ? ` ${unit}` : ''}`
  const share = Math.min(1, done / total)
  const cells = Math.round(share * barCells)
  const bar = `[${'#'.repeat(cells)}${'-'.repeat(barCells - cells)}]`
  const whole = unit ? `${total} ${unit}` : formatBytes(total)
  const pace = seconds > 0 ? (done - from) / seconds : 0
  const left = pace > 0 ? `, ${formatSeconds((total - done) / pace)} left` : ''
  return `${label}  ${bar} ${Math.floor(share * 100)} %  ${amount} of ${whole}${left}`
}

/**
 * A bar that redraws itself on a terminal; a plain line every few seconds elsewhere.
 * @param {NodeJS.WriteStream} stream
 * @param {{ label: string, total?: number, unit?: string, from?: number }} what
 * @returns {Progress}
 */
export function startProgress(stream, what) {
  const started = performance.now()
  const pace = stream.isTTY ? REDRAW_MS : LINE_MS
  let shown = started
  if (!stream.isTTY) {
    const size = what.total && !what.unit ? ` (${formatBytes(what.total)})` : ''
    stream.write(`${what.label}${size}\n`)
  }
  return {
    update(done) {
      const now = performance.now()
      if (now - shown < pace) return
      shown = now
      const state = { ...what, done, seconds: (now - started) / 1000 }
      if (!stream.isTTY) return void stream.write(`${formatProgress(state)}\n`)
      const columns = stream.columns || 80
      stream.write(`\r\x1b[2K${formatProgress(state, columns).slice(0, columns)}`)
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[2K')
    },
  }
}
