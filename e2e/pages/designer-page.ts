import type { Locator, Page } from '@playwright/test'

/** The designer: a schedule's fields, its curve with handles, and the other views of it. */
export const designerPage = (page: Page) => ({
  view: (name: 'Edit' | 'Draw' | 'Compare' | 'Dialects' | 'Code') =>
    page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true }),
  name: page.getByRole('textbox', { name: 'Name of the schedule' }),
  epochs: page.getByRole('textbox', { name: 'Epochs of the run' }),
  unit: page.getByRole('combobox', { name: 'The rate is set' }),
  wrap: (wrapper: 'Warm-up' | 'Clamp' | 'Factor' | 'Noise') =>
    page.getByRole('toolbar').getByRole('button', { name: wrapper, exact: true }),
  handle: (label: string) => page.getByRole('slider', { name: label, exact: true }),
  save: page.getByRole('button', { name: 'Save', exact: true }),
  train: page.getByRole('button', { name: 'Train…' }),
  startTraining: page.getByRole('dialog').getByRole('button', { name: 'Train…' }),
  trainedEpochs: page.getByRole('dialog').getByLabel('Epochs'),
})

/** What a handle says of its place, such as "Epoch 1, step 51, rate 0.1". */
export const placeOf = async (handle: Locator) =>
  (await handle.getAttribute('aria-valuetext')) ?? ''

/** Drags a handle by so many pixels. */
export async function drag(
  page: Page,
  handle: Locator,
  by: { readonly right: number; readonly down: number },
): Promise<void> {
  const box = await handle.boundingBox()
  if (!box) throw new Error('the handle is not on the page')
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + by.right / 2, start.y + by.down / 2)
  await page.mouse.move(start.x + by.right, start.y + by.down)
  await page.mouse.up()
}
