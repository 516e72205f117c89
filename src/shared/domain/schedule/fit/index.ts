export { cleanStroke, type StrokeOptions } from './clean-stroke'
export type { DrawnCurve, DrawnPoint } from './drawn-curve'
export { linearRates, logRates, simplifyCurve, type RateAxis } from './simplify-curve'
export { searchSchedules, suggestSchedules, type Suggestion, type SuggestOptions } from './suggest'
