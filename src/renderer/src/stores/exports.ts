import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { LabApi } from '../../../shared/contract/api'
import type { ExportedFile } from '../../../shared/contract/exports'
import { useFaultsStore } from './faults'
import { useConnection } from './lab'

type InputOf<Verb extends keyof LabApi['exports']> = Parameters<LabApi['exports'][Verb]>[0]

/** Makes files of runs and schedules; what is made is handed to the caller to be saved. */
export const useExportsStore = defineStore('exports', () => {
  const { lab } = useConnection()
  const { attempt } = useFaultsStore()
  /** Files being made just now. */
  const underWay = shallowRef(0)

  const make = async (order: () => Promise<ExportedFile>) => {
    underWay.value++
    const file = await attempt(order)
    underWay.value--
    return file
  }

  const table = (input: InputOf<'table'>) => make(() => lab.exports.table(input))
  const comparison = (input: InputOf<'comparison'>) => make(() => lab.exports.comparison(input))
  const chart = (input: InputOf<'chart'>) => make(() => lab.exports.chart(input))
  const drawn = (input: InputOf<'drawn'>) => make(() => lab.exports.drawn(input))
  const everything = (input: InputOf<'everything'>) => make(() => lab.exports.everything(input))
  const eventFiles = (input: InputOf<'eventFiles'>) => make(() => lab.exports.eventFiles(input))
  const report = (input: InputOf<'report'>) => make(() => lab.exports.report(input))
  const runChart = (input: InputOf<'runChart'>) => make(() => lab.exports.runChart(input))
  const scheduleChart = (input: InputOf<'scheduleChart'>) =>
    make(() => lab.exports.scheduleChart(input))
  const bundle = (input: Parameters<LabApi['bundles']['make']>[0]) =>
    make(() => lab.bundles.make(input))

  return {
    underWay,
    table,
    comparison,
    chart,
    drawn,
    everything,
    eventFiles,
    report,
    runChart,
    scheduleChart,
    bundle,
  }
})
