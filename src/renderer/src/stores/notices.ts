import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useDesktopStore } from './desktop'

/** Whether this page may notify: the desktop app does it by itself, a browser asks a person. */
export type NoticeLeave = 'desktop' | 'granted' | 'default' | 'denied' | 'unsupported'

/** Notifications of the system, for what happens while nobody looks at the page. */
export const useNoticesStore = defineStore('notices', () => {
  const { isDesktop } = useDesktopStore()

  const now = (): NoticeLeave => {
    if (isDesktop) return 'desktop'
    return 'Notification' in window ? Notification.permission : 'unsupported'
  }
  const leave = shallowRef(now())

  /** Asks for leave; only at a click does a browser pass the question on. */
  async function ask(): Promise<void> {
    if (leave.value === 'default') await Notification.requestPermission()
    leave.value = now()
  }

  /** Shows a notification where this page may; a click brings the page to the front. */
  function notify(title: string, text: string, onClick: () => void): void {
    leave.value = now()
    if (leave.value !== 'granted') return
    const notification = new Notification(title, { body: text })
    notification.onclick = () => {
      window.focus()
      notification.close()
      onClick()
    }
  }

  return { leave, ask, notify }
})
