import { styleOf, type TrialStyle } from '../../../../shared/charts/palette'
import type { ChartTheme } from '../../../../shared/charts/theme'
import { families, type Family } from '../../../../shared/domain/schedule'

/** Curves of one family share a colour. */
export const lookOf = (family: Family, theme: ChartTheme): TrialStyle =>
  styleOf(families.indexOf(family), theme)
