import { fuzzers } from './fuzz'
import { processTortures } from './processes'
import type { Torture } from './torture'

/** Every torture of this folder, in the order of the reliability page. */
export const tortures: readonly Torture[] = [...processTortures, ...fuzzers]
