import { vi } from 'vitest'
import { buildProgram } from '../program'
import { runProgram } from '../run-program'

/** What a command printed, and the exit code that it asked for. */
export interface Said {
  readonly out: string
  readonly err: string
  readonly code: typeof process.exitCode
}

/** Runs `cooldown <args>` in this process. */
export async function runHere(...args: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text)
    return true
  })
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text)
    return true
  })
  const before = process.exitCode
  const listening = process.stdout.listeners('error')
  try {
    process.exitCode = 0
    await runProgram(buildProgram(), args)
    return { ...said, code: process.exitCode }
  } finally {
    process.exitCode = before
    // A program listens until its process ends; here many share one.
    for (const listener of process.stdout.listeners('error') as (() => void)[]) {
      if (!listening.includes(listener)) process.stdout.off('error', listener)
    }
    out.mockRestore()
    err.mockRestore()
  }
}
