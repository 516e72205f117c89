import type { Torture } from '../torture'
import { fuzzBridge } from './bridge'
import { fuzzCli } from './cli'
import { fuzzDataset } from './dataset'
import { fuzzHttp } from './http'
import { fuzzImports } from './imports'
import { fuzzRecipes } from './recipes'
import { fuzzSchedules } from './schedules'
import { fuzzSettings } from './settings'
import { fuzzStudies } from './studies'

/** Every surface of the product, given what nobody would give it. */
export const fuzzers: readonly Torture[] = [
  fuzzSchedules,
  fuzzRecipes,
  fuzzStudies,
  fuzzImports,
  fuzzDataset,
  fuzzSettings,
  fuzzBridge,
  fuzzHttp,
  fuzzCli,
]
