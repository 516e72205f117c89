import { articleTemplate } from '../article'
import type { StudyTemplate } from '../study'
import { batchRateTemplate } from './batch-rate'
import { momentumAdamTemplate } from './momentum-adam'
import { oneBudgetTemplate } from './one-budget'
import { peakRateTemplate } from './peak-rate'
import { warmUpTemplate } from './warm-up'

/** Every template that Cooldown brings, the article's first. */
export const studyTemplates: readonly StudyTemplate[] = [
  articleTemplate,
  oneBudgetTemplate,
  warmUpTemplate,
  peakRateTemplate,
  batchRateTemplate,
  momentumAdamTemplate,
]
