import type { LabBridge } from '../../shared/contract/api'
import type { DesktopBridge } from '../../shared/contract/desktop'

declare global {
  interface Window {
    /** Put here by the preload script; missing in a browser. */
    readonly lab?: LabBridge
    readonly desktop?: DesktopBridge
  }
}
