import { z } from 'zod'
import { measuredSpeed } from '../../shared/contract/machine'
import type { DamageReport, SpeedStore } from '../services/ports'
import { openDocument, type DocumentKind, type DocumentPlace } from './guarded-document'
import { decodePlain } from './plain-document'

const measurement = z.object({ machine: z.string(), speeds: z.array(measuredSpeed) })
type Measurement = z.infer<typeof measurement>

const none: Measurement = { machine: '', speeds: [] }

/** `machine.json`: what was measured of this machine. */
export const speedsKind: DocumentKind<Measurement> = {
  name: 'machine',
  title: "The machine's speeds",
  initial: none,
  lost: 'The machine counts as not measured.',
  decode: (text) => decodePlain(measurement, text),
  encode: (value) => value,
}

export function createSpeedStore(place: DocumentPlace): SpeedStore & DamageReport {
  const document = openDocument(speedsKind, place)
  return {
    read: (machine) => {
      const known = document.read()
      return known.machine === machine ? known.speeds : []
    },
    write: (machine, speeds) => document.write({ machine, speeds: [...speeds] }),
    problems: () => document.problems(),
  }
}
