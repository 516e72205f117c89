import { plural } from '../../../shared/domain/format'

/** Texts of the page on which runs are compared. */
export const compareTexts = {
  title: 'Compare',
  open: 'Compare with other runs',
  region: { table: 'Runs', charts: 'Charts', divider: 'Width of the table' },
  parts: {
    label: 'Parts shown',
    both: 'Table and charts',
    table: 'Table only',
    charts: 'Charts only',
  },
  counts: (fit: number, all: number, drawn: number) =>
    `${fit === all ? plural(all, 'run') : `${fit} of ${plural(all, 'run')}`}, ${drawn} drawn`,
  none: {
    title: 'No runs yet',
    hint: 'Run a study first: its runs can be compared here with those of every other study.',
    noneShown: 'No run is drawn',
    noneShownHint: 'Tick runs in the table, or show all that fit.',
  },
}
