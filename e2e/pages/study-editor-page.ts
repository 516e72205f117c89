import type { Page } from '@playwright/test'

/** The study editor: trials as rows, what is selected, and the whole study. */
export const studyEditorPage = (page: Page) => {
  const dialog = page.getByRole('dialog')
  return {
    name: page.getByLabel('Name', { exact: true }).first(),
    seeds: page.getByRole('textbox', { name: 'Seeds' }),
    trials: page.getByRole('textbox', { name: /^Trial of / }),
    tab: (name: string) => page.getByRole('tab', { name, exact: true }),
    field: (name: string) =>
      page.getByRole('region', { name: 'Selected trials' }).getByLabel(name, { exact: true }),
    vary: page.getByRole('button', { name: 'Vary…' }),
    what: (place: number) => dialog.getByLabel(`What varies ${place}`, { exact: true }),
    values: (place: number) => dialog.getByLabel(`Values ${place}`, { exact: true }),
    more: dialog.getByRole('button', { name: 'Vary something else, too' }),
    make: (count: number) => dialog.getByRole('button', { name: `Make ${count} trials` }),
    totals: page.getByText(/trials? × .* runs?, .* epochs?/),
    time: page.getByText(/^(About|Not known yet)/),
    save: page.getByRole('button', { name: 'Save as file' }),
    start: page.getByRole('button', { name: 'Start the study' }),
  }
}
