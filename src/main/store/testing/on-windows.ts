import { onTestFinished } from 'vitest'

/** For the rest of this test the process says that it runs on Windows. */
export function onWindows(): void {
  const own = Object.getOwnPropertyDescriptor(process, 'platform')
  Object.defineProperty(process, 'platform', { ...own, value: 'win32' })
  // A process always has a platform.
  onTestFinished(() => void Object.defineProperty(process, 'platform', own as PropertyDescriptor))
}
