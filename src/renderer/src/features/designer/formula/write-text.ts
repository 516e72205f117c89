/**
 * Writes over a stretch of a text box as if it were typed: the box tells of it by an input event.
 */
export function writeText(
  box: HTMLTextAreaElement,
  {
    from,
    to,
    text,
    caret = text.length,
  }: { from: number; to: number; text: string; caret?: number },
): void {
  box.focus()
  box.setSelectionRange(from, to)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else keeps the box's undo
  const typed = 'execCommand' in document && document.execCommand('insertText', false, text)
  if (!typed) {
    box.setRangeText(text, from, to, 'end')
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }
  box.setSelectionRange(from + caret, from + caret)
}
