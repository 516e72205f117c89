import type { Page } from '@playwright/test'

/** The home page: the study to run, and the history. */
export const studiesPage = (page: Page) => ({
  heading: page.getByRole('heading', { name: 'Studies', level: 1 }),
  empty: page.getByText('No studies yet'),
  epochs: page.getByRole('spinbutton', { name: 'Epochs' }).or(page.getByLabel('Epochs')).first(),
  seeds: page.getByRole('textbox', { name: 'Seeds' }),
  chooseNone: page.getByRole('button', { name: 'None', exact: true }),
  trial: (name: string) => page.getByRole('checkbox', { name, exact: true }),
  run: page.getByRole('button', { name: 'Run the study' }),
  open: (name: string) => page.getByRole('link', { name }).first(),
  history: page.getByRole('heading', { name: 'History' }),
})

/** Starts a study of the named trials; returns when its page is shown. */
export async function startStudy(
  page: Page,
  options: { readonly epochs: number; readonly trials: readonly string[]; readonly seeds?: string },
): Promise<void> {
  const studies = studiesPage(page)
  await studies.epochs.fill(String(options.epochs))
  if (options.seeds !== undefined) await studies.seeds.fill(options.seeds)
  await studies.chooseNone.click()
  // By keyboard: the box itself is drawn by its label.
  for (const name of options.trials) await studies.trial(name).press('Space')
  await studies.run.click()
  await page.getByRole('button', { name: 'Pause all' }).waitFor()
}
