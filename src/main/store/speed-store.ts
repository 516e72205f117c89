import { z } from 'zod'
import { measuredSpeed } from '../../shared/contract/machine'
import type { DamageReport, SpeedStore } from '../services/ports'
import { openDocument, type DocumentKind, type DocumentPlace } from './guarded-document'
import type { Decoded } from './guarded-file'

const measurement = z.object({ machine: z.string(), speeds: z.array(measuredSpeed) })
type Measurement = z.infer<typeof measurement>

const none: Measurement = { machine: '', speeds: [] }

function decode(text: string): Decoded<Measurement> {
  try {
    return { kind: 'sound', value: measurement.parse(JSON.parse(text)) }
  } catch {
    return { kind: 'damaged', why: 'it is not what was measured' }
  }
}

/** `machine.json`: what was measured of this machine. */
export const speedsKind: DocumentKind<Measurement> = {
  name: 'machine',
  title: "The machine's speeds",
  initial: none,
  lost: 'The machine counts as not measured.',
  decode,
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
