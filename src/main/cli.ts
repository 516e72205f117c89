import { buildProgram } from './command/program'
import { runProgram } from './command/run-program'

/** The command line's entry. */
void runProgram(buildProgram(), process.argv.slice(2))
