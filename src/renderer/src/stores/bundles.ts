import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { LabError } from '../../../shared/contract/errors'
import { formatBytes } from '../../../shared/domain/format'
import { useFaultsStore } from './faults'
import { useConnection } from './lab'

/** What one message to the lab may hold, less its frame; the command line has no such limit. */
const largestBundle = 15 * 1024 ** 2

/** Looks into bundle files and adds them to the history; the studies' store hears of what is new. */
export const useBundlesStore = defineStore('bundles', () => {
  const { lab } = useConnection()
  const { attempt } = useFaultsStore()
  /** Bundles being read just now. */
  const underWay = shallowRef(0)

  const reading = async <Result>(bytes: Uint8Array, read: () => Promise<Result>) => {
    underWay.value++
    const result = await attempt(async () => {
      if (bytes.length <= largestBundle) return read()
      throw new LabError(
        'bad-input',
        `A bundle of ${formatBytes(bytes.length)} is larger than the ${formatBytes(largestBundle)} that a page can hand over; add it with "cooldown bundle add <file>".`,
      )
    })
    underWay.value--
    return result
  }

  const show = (bytes: Uint8Array) => reading(bytes, () => lab.bundles.show({ bytes }))
  const add = (bytes: Uint8Array) => reading(bytes, () => lab.bundles.add({ bytes }))
  const rerun = (bytes: Uint8Array) => reading(bytes, () => lab.bundles.rerun({ bytes }))

  return { underWay, show, add, rerun }
})
