import type { Torture } from '../torture'
import { cache } from './cache'
import { clocks } from './clocks'
import { kills } from './kills'
import { quits } from './quits'
import { slow } from './slow'
import { soak } from './soak'
import { trainers } from './trainers'
import { twins } from './twins'

/** What is done to the processes of a lab. */
export const processTortures: readonly Torture[] = [
  kills,
  trainers,
  twins,
  quits,
  clocks,
  slow,
  soak,
  cache,
]
