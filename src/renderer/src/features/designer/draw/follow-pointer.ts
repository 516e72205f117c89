/** Calls with every move of a pressed pointer, wherever it goes, until it is let go. */
export function followPointer(
  { pointerId }: PointerEvent,
  target: HTMLElement,
  move: (event: PointerEvent) => void,
  release: () => void,
): void {
  const isOurs = (event: PointerEvent) => event.pointerId === pointerId
  const moved = (event: PointerEvent) => {
    if (isOurs(event)) move(event)
  }
  const released = (event: PointerEvent) => {
    if (!isOurs(event)) return
    target.removeEventListener('pointermove', moved)
    target.removeEventListener('lostpointercapture', released)
    release()
  }
  target.setPointerCapture(pointerId)
  target.addEventListener('pointermove', moved)
  target.addEventListener('lostpointercapture', released)
}
