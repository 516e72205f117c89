import { fairnessOf } from '../../fairness-of-runs'
import { best } from './best-finding'
import { guessing, learningStopped, overfitting } from './course-findings'
import { diverged } from './diverged-findings'
import { fastest } from './fastest-finding'
import type { Finding, FindingsRequest } from './finding'
import { trialRows } from './trial-runs'

export {
  findingKinds,
  type Finding,
  type FindingKind,
  type FindingsRequest,
  type Shown,
} from './finding'
export { findingRules } from './rules'

function fairness({ runs, objective }: FindingsRequest): readonly Finding[] {
  return fairnessOf(runs).map(({ id, sentence, runIds }) => ({
    id: `fairness:${id}`,
    kind: 'fairness',
    sentence,
    shows: { metric: objective.metric, x: 'epoch', runIds, epochs: null },
  }))
}

/**
 * What compared runs show, in sentences that name the chart which proves them: what is unfair about
 * the comparison first; then the best trial and whether that is decided; who diverged, who only
 * guesses, who overfits, who stopped learning, and who was fastest. Each by a stated rule.
 */
export function studyFindings(request: FindingsRequest): readonly Finding[] {
  const trials = trialRows(request)
  const ofTrials = (rule: (trial: (typeof trials)[number]) => Finding | null) =>
    trials.flatMap((trial) => rule(trial) ?? [])
  return [
    ...fairness(request),
    ...[best(request) ?? []].flat(),
    ...diverged(request),
    ...ofTrials(guessing),
    ...ofTrials(overfitting),
    ...ofTrials(learningStopped),
    ...[fastest(request) ?? []].flat(),
  ]
}
