import { Command } from 'commander'
import { version } from '../../../package.json'
import { addBundle } from './bundle'
import { addCheck } from './check'
import { addDoctor } from './doctor'
import { addImports } from './imports'
import { addRecipe } from './recipe'
import { addRepair } from './repair'
import { exitCodes } from './run-program'
import { addRuns } from './runs'
import { addSchedule } from './schedule'
import { addServe } from './serve'
import { addStudy } from './study'
import { addViews } from './views'

const codes = Object.entries(exitCodes)
  .map(([meaning, code]) => `  ${code}  ${meaning}`)
  .join('\n')

/** Every command, its options and its help. */
export function buildProgram(): Command {
  const program = new Command('cooldown')
    .description('A lab for learning-rate schedules: train, watch and compare, offline.')
    .version(version)
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what can be said)')
    .addHelpText('after', `\nExit codes:\n${codes}`)
    .exitOverride()
  addStudy(program)
  addRuns(program)
  addViews(program)
  addImports(program)
  addSchedule(program)
  addRecipe(program)
  addBundle(program)
  addServe(program)
  addDoctor(program)
  addCheck(program)
  addRepair(program)
  return program
}
