import type { Torture } from '../torture'
import { kills } from './kills'
import { twins } from './twins'

/** What is done to the processes of a lab. */
export const processTortures: readonly Torture[] = [kills, twins]
