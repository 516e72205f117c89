import type { LabBridge } from '../../shared/contract/api'

declare global {
  interface Window {
    /** Put here by the preload script; missing in a browser. */
    readonly lab?: LabBridge
  }
}
