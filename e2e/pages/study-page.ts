import type { Page } from '@playwright/test'

/** A study: its runs and how they are steered, the comparison, the exports. */
export const studyPage = (page: Page) => ({
  row: (trial: string) => page.getByRole('row').filter({ hasText: trial }),
  state: (trial: string, state: string) =>
    page.getByRole('row').filter({ hasText: trial }).getByText(state, { exact: true }),
  progress: page.getByRole('progressbar', { name: 'Progress of the study' }),
  pauseAll: page.getByRole('button', { name: 'Pause all' }),
  resumeAll: page.getByRole('button', { name: 'Resume all' }),
  stopAll: page.getByRole('button', { name: 'Stop all' }),
  confirmStop: page.getByRole('dialog').getByRole('button', { name: 'Stop all' }),
  act: (verb: 'Pause' | 'Resume' | 'Stop' | 'Retry', trial: string) =>
    page.getByRole('button', { name: new RegExp(`^${verb} ${trial}`) }),
  run: (trial: string) => page.getByRole('row').getByRole('link', { name: trial }).first(),
  export: page.getByRole('button', { name: 'Export…' }),
  saveTable: (layout: 'tidy' | 'wide' | 'summary') =>
    page.getByRole('button', { name: `Save ${layout} CSV` }),
  savePicture: (chart: string) => page.getByRole('dialog').getByRole('button', { name: chart }),
  saveReport: page.getByRole('button', { name: 'Save report (HTML)' }),
  charts: page.locator('canvas'),
  logarithmic: (chart: string) =>
    page.getByRole('checkbox', { name: `${chart}: logarithmic axis` }),
})

/** Epochs done of a trial's row, such as 3 of "3 / 100"; 0 while there is none. */
export async function epochsDone(page: Page, trial: string): Promise<number> {
  const text = await studyPage(page).row(trial).innerText()
  return Number(/(\d+) \/ \d+/.exec(text)?.[1] ?? 0)
}
