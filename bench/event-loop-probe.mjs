// Preloaded into the process under measurement; writes its event-loop delay at exit.
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolutionMs = 5
const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
histogram.enable()
const ms = (nanoseconds) => nanoseconds / 1e6

process.on('exit', () => {
  const file = process.env.COOLDOWN_DELAY_FILE
  if (!file) return
  // The histogram counts the timer's own interval; what is above it is delay.
  const above = (nanoseconds) => Math.max(0, ms(nanoseconds) - resolutionMs)
  const figures = {
    samples: histogram.count,
    p50Ms: above(histogram.percentile(50)),
    p99Ms: above(histogram.percentile(99)),
    maxMs: above(histogram.max),
  }
  writeFileSync(file, JSON.stringify(figures))
})
