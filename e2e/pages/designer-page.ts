import type { Locator, Page } from '@playwright/test'
import type { AppUnderTest, Place } from '../fixtures/app-under-test'

/** The designer: a schedule's fields, its curve with handles, and the other views of it. */
export const designerPage = (page: Page) => ({
  view: (name: 'Edit' | 'Draw' | 'Compare' | 'Dialects' | 'Code') =>
    page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true }),
  name: page.getByRole('textbox', { name: 'Name of the schedule' }),
  epochs: page.getByRole('textbox', { name: 'Epochs of the run' }),
  field: (label: string) => page.getByLabel(label, { exact: true }),
  wrap: (wrapper: 'Warm-up' | 'Clamp' | 'Factor' | 'Noise') =>
    page.getByRole('toolbar').getByRole('button', { name: wrapper, exact: true }),
  handle: (label: string) => page.getByRole('slider', { name: label, exact: true }),
  save: page.getByRole('button', { name: 'Save', exact: true }),
  train: page.getByRole('button', { name: 'Train…' }),
  /** The drawing board, and what it finds. */
  board: page.getByLabel(/^Drawing board: /),
  adopt: (title: string) => page.getByRole('button', { name: `Adopt ${title}`, exact: true }),
  startTraining: page.getByRole('dialog').getByRole('button', { name: 'Train…' }),
  trainedEpochs: page.getByRole('dialog').getByLabel('Epochs'),
})

/** What a handle says of its place, such as "Epoch 1, step 51, rate 0.1". */
export const placeOf = async (handle: Locator) =>
  (await handle.getAttribute('aria-valuetext')) ?? ''

/** Drags a handle by so many pixels. */
export async function dragHandle(
  { drag }: AppUnderTest,
  handle: Locator,
  by: { readonly right: number; readonly down: number },
): Promise<void> {
  const box = await handle.boundingBox()
  if (!box) throw new Error('the handle is not on the page')
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const moved = (share: number) => ({
    x: start.x + share * by.right,
    y: start.y + share * by.down,
  })
  await drag([start, moved(0.5), moved(1)])
}

/** Draws a freehand stroke through places of a board, given as shares of its width and height. */
export async function stroke(
  { drag }: AppUnderTest,
  board: Locator,
  [first, ...others]: readonly [Place, ...Place[]],
): Promise<void> {
  const box = await board.boundingBox()
  if (!box) throw new Error('the board is not on the page')
  const onPage = ({ x, y }: Place) => ({ x: box.x + x * box.width, y: box.y + y * box.height })
  await drag([onPage(first), ...others.map(onPage)])
}
