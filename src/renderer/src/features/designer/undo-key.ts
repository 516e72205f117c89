type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'target'>

/** Fields where the text itself has an undo that the browser keeps. */
const keepsOwn = (target: EventTarget | null) =>
  target instanceof Element && target.closest('textarea, [data-own-undo]') !== null

/** Whether a key press means undo or redo of the design. */
export function undoKey({
  key,
  ctrlKey,
  metaKey,
  shiftKey,
  target,
}: Press): 'undo' | 'redo' | null {
  if (!(ctrlKey || metaKey) || keepsOwn(target)) return null
  const letter = key.toLowerCase()
  if (letter === 'z') return shiftKey ? 'redo' : 'undo'
  return letter === 'y' ? 'redo' : null
}
