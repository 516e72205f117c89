import type { InjectionKey } from 'vue'
import type { DesktopBridge } from '../../../shared/contract/desktop'

/** What a window of the desktop app has beside the lab; null in a browser. */
export const desktopKey: InjectionKey<DesktopBridge | null> = Symbol('desktop')
