import type { PlanReport } from '../../../../shared/contract/machine'
import { formatCount } from '../../../../shared/domain/format'
import { texts } from '../../texts'

const { plan } = texts.machine

/** A line for each way of sharing the machine and each class of networks: who compiles, how many threads. */
export const planFacts = ({ alone, together }: PlanReport) =>
  [
    { when: plan.alone, plans: alone },
    { when: plan.together, plans: together },
  ].flatMap(({ when, plans }) =>
    plans.map(({ network, compiler, threads }) => ({
      label: plan.network(when, plan.networks[network]),
      value: plan.choice(plan.compilers[compiler], formatCount(threads), threads),
    })),
  )

/** The measured times, fastest first within each class of networks. */
export const speedRows = ({ measured }: PlanReport) =>
  [...measured]
    .sort((a, b) => a.network.localeCompare(b.network) || a.stepMs - b.stepMs)
    .map(({ network, compiler, threads, stepMs }) => ({
      network: plan.networks[network],
      way: plan.choice(plan.compilers[compiler], formatCount(threads), threads),
      time: `${stepMs < 10 ? stepMs.toFixed(2) : stepMs.toFixed(1)} ms`,
    }))
