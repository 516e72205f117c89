import type { MachineReport } from '../../../../shared/contract/machine'
import { formatBytes } from '../../../../shared/domain/format'
import { texts } from '../../texts'

const { labels } = texts.machine

/** The computer itself and the app on it. */
export const computerFacts = (report: MachineReport) => [
  { label: labels.system, value: report.operatingSystem },
  { label: labels.processor, value: report.processor },
  { label: labels.cores, value: String(report.cores) },
  {
    label: labels.memory,
    value: texts.machine.memory(
      formatBytes(report.memoryBytes),
      formatBytes(report.freeMemoryBytes),
    ),
  },
  { label: labels.app, value: report.appVersion },
  { label: labels.carrier, value: report.carrier },
  { label: labels.node, value: report.nodeVersion },
  { label: labels.dataFolder, value: report.dataFolder },
]

/** Its GPUs, and whether they train. */
export const gpuFacts = ({ gpus, tensorflowGpus, gpuNote }: MachineReport) => [
  {
    label: labels.devices,
    value:
      gpus
        .map(
          ({ name, driver, memoryBytes }) =>
            `${name}, ${formatBytes(memoryBytes)}, driver ${driver}`,
        )
        .join('; ') || texts.machine.noGpu,
  },
  { label: labels.tensorflow, value: tensorflowGpus.join(', ') || texts.machine.noGpu },
  { label: labels.use, value: gpuNote },
]
