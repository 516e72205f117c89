import type { LabServices } from '../../../shared/contract/api'
import type { MachineReport } from '../../../shared/contract/machine'
import { LabError } from '../../../shared/contract/errors'
import type { BundleData, BundleMachine } from '../../../shared/domain/bundle/bundle'
import { fileNamePart } from '../exports/file-names'
import { addBundle } from './add-bundle'
import { gatherRuns } from './gather-runs'
import { describeBundle, readBundle } from './read-bundle'
import { rerunBundle, type RerunParts } from './rerun-bundle'
import { writeBundle } from './write-bundle'

export interface BundleParts extends RerunParts {
  readonly appVersion: string
  readonly machine: () => Promise<MachineReport>
  readonly data: () => BundleData
}

/** What of this machine decides about bits and speed. */
export const machineOf = (report: MachineReport): BundleMachine => ({
  operatingSystem: report.operatingSystem,
  processor: report.processor,
  cores: report.cores,
  nodeVersion: report.nodeVersion,
  engine: [report.engine.name, report.engine.build].filter((part) => part !== '').join(', '),
})

/** Making, reading, adding and repeating bundles: one file for runs with all that made them. */
export function createBundles(parts: BundleParts): LabServices['bundles'] {
  const { history, folders, appVersion } = parts
  return {
    async make(order) {
      const { studies, runs } = await gatherRuns(history.list(), folders, order)
      const machine = machineOf(await parts.machine())
      const name = studies.map((study) => study.name).join(' ')
      return {
        fileName: `${fileNamePart(name)}.cooldown-bundle.zip`,
        mediaType: 'application/zip',
        bytes: await writeBundle({ appVersion, machine, data: parts.data(), studies, runs }),
      }
    },
    show: async ({ bytes }) => describeBundle(readBundle(bytes)),
    async epochs({ bytes, runIds }) {
      const { runs } = readBundle(bytes)
      return runIds.map((runId) => {
        const found = runs.find(({ run }) => run.id === runId)
        if (!found) throw new LabError('not-found', `The bundle has no run "${runId}".`)
        return { runId, rows: [...found.rows] }
      })
    },
    add: async ({ bytes }) => addBundle(parts, readBundle(bytes)),
    async rerun({ bytes, runs }) {
      const begun = await rerunBundle(parts, readBundle(bytes), runs)
      const machine = machineOf(await parts.machine())
      return { ...begun, here: { appVersion, machine, data: parts.data() } }
    },
  }
}
