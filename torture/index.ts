// First: it has to stand before Node's file calls when packages take them.
import './disk/watched-fs'
import { damageTorture } from './damage'
import { faultsTorture } from './faults'
import { fuzzers } from './fuzz'
import { powerLoss } from './power-loss'
import { processTortures } from './processes'
import type { Torture } from './torture'

/** Every torture of this folder: processes, disks, then inputs. */
export const tortures: readonly Torture[] = [
  ...processTortures,
  faultsTorture,
  powerLoss,
  damageTorture,
  ...fuzzers,
]
