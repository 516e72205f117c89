import { LabError } from '../../shared/contract/errors'
import type { Painter } from '../services/ports'
import { PainterProcess } from './painter-process'

export interface PainterParts {
  /** The program that runs JavaScript: Node, or Electron as Node. */
  readonly node: string
  /** The built drawing program. */
  readonly painterEntry: string
  readonly idleMs?: number
}

/** A picture is rarely alone, but the memory of the process is better given back after a while. */
const defaultIdleMs = 30_000

/** A painter whose process starts with the first picture, is used again, and ends when idle. */
export function createPainter({
  node,
  painterEntry,
  idleMs = defaultIdleMs,
}: PainterParts): Painter {
  let current: PainterProcess | null = null
  let idle: NodeJS.Timeout | undefined
  let closed = false

  const painterAtHand = () => {
    if (!current?.usable) current = new PainterProcess(node, painterEntry)
    return current
  }

  const release = async () => {
    clearTimeout(idle)
    const ending = current
    current = null
    await ending?.end()
  }

  return {
    async paint(request) {
      if (closed)
        throw new LabError('wrong-state', 'Cooldown is closing; nothing is drawn anymore.')
      clearTimeout(idle)
      const painter = painterAtHand()
      try {
        return await painter.paint(request)
      } finally {
        if (current === painter && !painter.busy) {
          clearTimeout(idle)
          idle = setTimeout(() => void release(), idleMs)
          // Waiting to be idle must not keep a finished command alive.
          idle.unref()
        }
      }
    },
    async close() {
      closed = true
      await release()
    },
  }
}
