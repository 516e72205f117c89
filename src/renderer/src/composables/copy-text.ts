/** The way of a person's own copy, which needs no permission; only within a click or a key press. */
function copyByEvent(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
  }
  document.addEventListener('copy', put, { once: true })
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer works without leave
    return document.execCommand('copy')
  } catch {
    // A page without that command has no other way.
    return false
  } finally {
    document.removeEventListener('copy', put)
  }
}

/** Puts a text on the clipboard; false where the page may not. The window grants no permission. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByEvent(text)
  }
}
