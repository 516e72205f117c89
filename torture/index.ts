import { faultsTorture } from './faults'
import { damageTorture } from './damage'
import { powerLoss } from './power-loss'
import type { Torture } from './torture'
import { twins } from './twins'

/** Every torture of this folder, in the order of the reliability page. */
export const tortures: readonly Torture[] = [twins, faultsTorture, powerLoss, damageTorture]
