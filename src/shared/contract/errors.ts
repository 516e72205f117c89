import { jsonOf } from '../domain/json-of'

/** The closed list of what can go wrong across a border. */
export const errorCodes = [
  'bad-input',
  'not-found',
  'wrong-state',
  'data-unavailable',
  'engine-unavailable',
  'storage-failed',
  'directory-in-use',
  'export-failed',
  'unauthorized',
  'disconnected',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error as it crosses a process border: no stack, the causes as text, outermost first. */
export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  readonly causes: readonly string[]
}

/** Cooldown's own error: a code to act on and a message that a person can read. */
export class LabError extends Error {
  override readonly name = 'LabError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options)
  }
}

const deepestCause = 8

function causesOf(error: unknown): string[] {
  const causes: string[] = []
  let current = error instanceof Error ? error.cause : undefined
  while (current !== undefined && causes.length < deepestCause) {
    causes.push(current instanceof Error ? current.message : (jsonOf(current) ?? typeof current))
    current = current instanceof Error ? current.cause : undefined
  }
  return causes
}

/** The wire form of anything thrown; what is not a {@link LabError} becomes `internal`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof LabError) {
    return { code: error.code, message: error.message, causes: causesOf(error) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Unexpected fault: ${message}`, causes: causesOf(error) }
}

/** The error that was sent, with its chain of causes rebuilt. */
export function fromWireError({ code, message, causes }: WireError): LabError {
  const cause = causes.reduceRight<Error | undefined>(
    (inner, text) => new Error(text, inner && { cause: inner }),
    undefined,
  )
  return new LabError(code, message, cause && { cause })
}
