import { flushPromises } from '@vue/test-utils'

/** Asks for the menu of an element, as a right click or the menu key does. */
export async function openMenuOf(element: Element | undefined): Promise<void> {
  const event = new MouseEvent('contextmenu', { clientX: 9, bubbles: true, cancelable: true })
  element?.dispatchEvent(event)
  await flushPromises()
}

const items = () => [...document.querySelectorAll<HTMLElement>('[role="menu"] button')]

/** What the open menu offers. */
export const menuLabels = () => items().map((item) => item.textContent.trim())

/** Chooses from the open menu. */
export async function chooseFromMenu(label: string): Promise<void> {
  const found = items().find((item) => item.textContent.trim() === label)
  if (!found) throw new Error(`The menu has no "${label}".`)
  found.click()
  await flushPromises()
}
