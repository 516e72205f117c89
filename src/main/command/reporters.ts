import { createBarReporter } from './report-bars'
import { createJsonReporter } from './report-json'
import { createLineReporter } from './report-lines'
import type { Reporter } from './reporter'

/** JSON lines when asked for, bars on a terminal, plain lines elsewhere. */
export function createReporter(json: boolean): Reporter {
  if (json) return createJsonReporter()
  return process.stdout.isTTY ? createBarReporter() : createLineReporter()
}
