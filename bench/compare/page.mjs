// The comparison of many runs in a real browser: until it can be read, and how it moves.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const server = resolve(dirname(fileURLToPath(import.meta.url)), '../../out/main/serve.js')
const MOVES = 120

/**
 * Opens a data directory with the built app and measures in the page.
 * @param {string} executablePath of Chromium
 * @param {string} dataDir
 * @param {number} runs that it has
 */
export async function measurePage(executablePath, dataDir, runs) {
  const args = ['--data-dir', dataDir, '--port', '0', '--no-open', '--json']
  const lab = spawn(process.execPath, [server, ...args], {
    env: { ...process.env, COOLDOWN_MEASURE: 'off' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    const [line] = await once(createInterface({ input: lab.stdout }), 'line')
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(watchPage, runs)
    await page.goto(`${JSON.parse(line).address}#/compare`)
    const opened = await page.evaluate(() => window.cooldownBench.opened)
    const hover = await page.evaluate(moveOver, MOVES)
    const zoom = await page.evaluate(turnWheel, MOVES)
    const filterMs = await page.evaluate(filterRuns)
    const memory = await pageMemory(page)
    return { ...opened, ...hover, ...zoom, filterMs, ...memory }
  } finally {
    await browser.close()
    const ended = once(lab, 'exit')
    lab.kill('SIGTERM')
    await ended
  }
}

/**
 * Runs in the page before anything else of it: notes when the window, the list and the curves are
 * there. A sight counts once the frame after it is on the screen.
 * @param {number} runs
 */
function watchPage(runs) {
  const all = `${runs.toLocaleString('en-US')} runs, a line each`
  const shown = async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    return performance.now()
  }
  /** @param {() => boolean} isThere */
  const seen = async (isThere) => {
    while (!isThere()) await new Promise(requestAnimationFrame)
    return shown()
  }
  // The footnotes of all panels: each tells what is not drawn yet.
  const isDrawn = () => {
    const notes = [...document.querySelectorAll('main .notes')].map((note) => note.textContent)
    return (
      notes.length > 2 && notes.every((note) => note.includes(all) && !note.includes('read yet'))
    )
  }
  const opened = (async () => {
    const window = await seen(() => document.querySelector('main') !== null)
    const list = await seen(() => document.querySelectorAll('[role="row"] a').length > 5)
    const curves = await seen(isDrawn)
    return { windowMs: window, listMs: list - window, curvesMs: curves - list }
  })()
  Object.assign(globalThis, { cooldownBench: { opened } })
}

/** In the page: the pointer over the first panel, a place a frame. @param {number} moves */
async function moveOver(moves) {
  const canvas = document.querySelector('main canvas')
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const frames = []
  let last = await new Promise(requestAnimationFrame)
  for (let move = 0; move < moves; move++) {
    const at = {
      clientX: left + width * (0.15 + (0.7 * move) / moves),
      clientY: top + height * (0.4 + 0.2 * Math.sin(move / 5)),
    }
    canvas.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, ...at }))
    const now = await new Promise(requestAnimationFrame)
    frames.push(now - last)
    last = now
  }
  frames.sort((a, b) => a - b)
  const pick = (share) => 1000 / frames[Math.floor(frames.length * share)]
  return { hoverFramesPerSecond: pick(0.5), slowHoverFramesPerSecond: pick(0.95) }
}

/** In the page: the wheel in and out over the first panel, a turn a frame. @param {number} turns */
async function turnWheel(turns) {
  const canvas = document.querySelector('main canvas')
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const at = { clientX: left + width / 2, clientY: top + height / 2 }
  const frames = []
  let last = await new Promise(requestAnimationFrame)
  for (let turn = 0; turn < turns; turn++) {
    const deltaY = turn % 20 < 10 ? -40 : 40
    canvas.dispatchEvent(
      new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaY, ...at }),
    )
    const now = await new Promise(requestAnimationFrame)
    frames.push(now - last)
    last = now
  }
  frames.sort((a, b) => a - b)
  const pick = (share) => 1000 / frames[Math.floor(frames.length * share)]
  return { zoomFramesPerSecond: pick(0.5), slowZoomFramesPerSecond: pick(0.95) }
}

/** In the page: from a typed expression to the table that fits it. */
async function filterRuns() {
  const box = document.querySelector('main input[role="combobox"]')
  const count = () => document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')
  const before = count()
  const typedAt = performance.now()
  box.value = 'schedule.kind == "exponential" and seed < 4'
  box.dispatchEvent(new Event('input', { bubbles: true }))
  while (count() === before) await new Promise((done) => setTimeout(done))
  await new Promise(requestAnimationFrame)
  return performance.now() - typedAt
}

/** @param {import('@playwright/test').Page} page */
async function pageMemory(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return { heapMB: usedSize / 1e6 }
}
