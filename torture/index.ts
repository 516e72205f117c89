import { faultsTorture } from './faults'
import type { Torture } from './torture'
import { twins } from './twins'

/** Every torture of this folder, in the order of the reliability page. */
export const tortures: readonly Torture[] = [twins, faultsTorture]
