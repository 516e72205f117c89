import { exportTexts } from '../../texts/exports'

/** What of a study is taken along whole. */
export const takeAlong = [
  { key: 'html', label: exportTexts.html, help: exportTexts.htmlHelp },
  { key: 'markdown', label: exportTexts.markdown, help: exportTexts.markdownHelp },
  { key: 'json', label: exportTexts.json, help: exportTexts.jsonHelp },
  { key: 'events', label: exportTexts.events, help: exportTexts.eventsHelp },
  { key: 'bundle', label: exportTexts.bundle, help: exportTexts.bundleHelp },
] as const

export type TakenAlong = (typeof takeAlong)[number]['key']
