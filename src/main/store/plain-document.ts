import { z } from 'zod'
import type { Decoded } from './guarded-file'

/** What is read here; a file without a version has it. Later formats name theirs, and are left alone. */
const newestVersion = 1

/** Far above any real file that people may write by hand; a larger one is not ours. */
const mostCharacters = 256 * 1024

const versionIn = (value: unknown): number => {
  const { version } = (value ?? {}) as { readonly version?: unknown }
  return typeof version === 'number' ? version : newestVersion
}

/** Reads a file that holds nothing but a value, without a seal. */
export function decodePlain<Value>(schema: z.ZodType<Value>, text: string): Decoded<Value> {
  if (text.length > mostCharacters) return { kind: 'damaged', why: 'it is far too large' }
  try {
    const value: unknown = JSON.parse(text)
    const version = versionIn(value)
    if (version > newestVersion) return { kind: 'newer', version }
    const read = schema.safeParse(value)
    return read.success
      ? { kind: 'sound', value: read.data }
      : { kind: 'damaged', why: z.prettifyError(read.error) }
  } catch {
    return { kind: 'damaged', why: text === '' ? 'it is empty' : 'it is cut short or garbled' }
  }
}
