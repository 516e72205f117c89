/** What the export of a study says beside its pictures and tables. */
export const exportTexts = {
  pictures: 'Pictures',
  format: 'Format',
  ground: 'Background',
  themed: 'Theme',
  transparent: 'None',
  more: 'Reports and more',
  html: 'Save report (HTML)',
  htmlHelp: 'One page with findings, charts and recipes; works offline, without Cooldown.',
  markdown: 'Save report (Markdown)',
  markdownHelp: 'The same as text and tables, for a repository or a notebook.',
  json: 'Save JSON',
  jsonHelp: 'Recipes, records and every epoch, for programs.',
  events: 'Save event files',
  eventsHelp: 'For TensorBoard: a zip with a folder per run, every step included.',
  bundle: 'Save bundle',
  bundleHelp: 'All that is needed to train the runs again and to check them, in one file.',
} as const
