// How fast the curve follows the pointer: the designer in a real browser, a handle dragged to and fro.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const server = resolve(dirname(fileURLToPath(import.meta.url)), '../out/main/serve.js')
const moves = 240

/**
 * Moves a handle on every frame and returns the milliseconds of script that one move takes until the
 * chart is drawn, and the frames in a second while it goes on: median, and the slowest of twenty.
 * @param {string} executablePath of Chromium
 */
export async function measureDrag(executablePath) {
  const folder = await mkdtemp(join(tmpdir(), 'cooldown-bench-'))
  const lab = spawn(
    process.execPath,
    [server, '--data-dir', folder, '--port', '0', '--no-open', '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    const [line] = await once(createInterface({ input: lab.stdout }), 'line')
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(JSON.parse(line).address)
    await page.evaluate(() => {
      location.hash = '#/designer?kind=warmup'
    })
    await page.getByRole('slider', { name: 'End of the warm-up, initial rate' }).waitFor()
    return await page.evaluate(dragToAndFro, moves)
  } finally {
    await browser.close()
    const ended = once(lab, 'exit')
    lab.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}

/** In the page: one pointer move a frame, timed from the event to the end of the frame's work. */
async function dragToAndFro(moves) {
  const knob = document.querySelector('[role="slider"][aria-label^="End of the warm-up"]')
  const { left, top } = knob.getBoundingClientRect()
  const at = (type, x, y) =>
    knob.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: x, clientY: y }),
    )
  knob.setPointerCapture = () => undefined
  at('pointerdown', left + 7, top + 7)
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const work = []
  const frames = []
  let last = await frame()
  for (let move = 0; move < moves; move++) {
    const start = performance.now()
    at('pointermove', left + 7 + 120 * Math.sin(move / 12), top + 60 + 50 * Math.cos(move / 12))
    const now = await frame()
    // What was asked for in this frame is drawn before a message comes through.
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = done
      port2.postMessage(null)
    })
    work.push(performance.now() - Math.max(start, now))
    frames.push(now - last)
    last = now
  }
  at('lostpointercapture', left, top)
  const sorted = (values) => [...values].sort((a, b) => a - b)
  const pick = (values, share) => sorted(values)[Math.floor(values.length * share)]
  return {
    frameWorkMs: pick(work, 0.5),
    slowFrameWorkMs: pick(work, 0.95),
    framesPerSecond: 1000 / pick(frames, 0.5),
    slowFramesPerSecond: 1000 / pick(frames, 0.95),
  }
}
