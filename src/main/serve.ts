import { buildProgram } from './command/program'
import { runProgram } from './command/run-program'

/** The lab server's entry: `cooldown serve` under its own name, for `npm start` without a display. */
void runProgram(buildProgram(), ['serve', ...process.argv.slice(2)])
