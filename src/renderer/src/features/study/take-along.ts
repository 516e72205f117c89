import { exportTexts } from '../../texts/exports'

/** What of a study is taken along whole. */
export const takeAlong = [
  { what: 'html', label: exportTexts.html, help: exportTexts.htmlHelp },
  { what: 'markdown', label: exportTexts.markdown, help: exportTexts.markdownHelp },
  { what: 'json', label: exportTexts.json, help: exportTexts.jsonHelp },
  { what: 'events', label: exportTexts.events, help: exportTexts.eventsHelp },
  { what: 'bundle', label: exportTexts.bundle, help: exportTexts.bundleHelp },
] as const

export type TakenAlong = (typeof takeAlong)[number]['what']
