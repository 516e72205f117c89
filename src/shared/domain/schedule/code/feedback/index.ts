import { pensFor } from '../body'
import { plain } from '../dialect'
import { docstring, indent, number } from '../python'
import { metricName, type Script } from '../script'
import type { NodeOf, Plan } from '../tree'
import { greedyClass } from './greedy'
import { plateauClass } from './plateau'

type Reacting = NodeOf<'plateau'> | NodeOf<'greedy'>

/** Adds the class and the one object of a schedule that reacts; returns where its rate is. */
export function writeReacting(node: Reacting, plan: Plan, script: Script): string {
  const penOf = pensFor(plan, script, plain)
  const className = node.name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  const lines = node.kind === 'plateau' ? plateauClass(penOf(node)) : greedyClass(penOf(node))
  script.define(node.name, [
    `class ${className}:`,
    ...indent(docstring(`${node.title}, told of the metric by observe().`)),
    '',
    ...indent(lines),
    '',
    '',
    `${node.name} = ${className}()`,
  ])
  return `${node.name}.rate`
}

/** Adds the function that passes an epoch's metrics on to what reacts while it rules. */
export function writeObserve({ nodes }: Plan, script: Script): void {
  const { totalEpochs, stepsPerEpoch } = script.length
  const run = totalEpochs * stepsPerEpoch
  const reacting = nodes.filter((node) => node.kind === 'plateau' || node.kind === 'greedy')
  const calls = reacting.map((node) => {
    const { startStep: from, endStep: to } = node
    const call = `${node.name}.observe(metrics[${metricName[node.values.metric]}])`
    const bounds = [
      ...(from > 0 ? [`last_step >= ${number(from)}`] : []),
      ...(to < run ? [`last_step < ${number(to)}`] : []),
    ]
    return bounds.length === 0 ? [call] : [`if ${bounds.join(' and ')}:`, `    ${call}`]
  })
  const isBounded = calls.some((lines) => lines.length > 1)
  script.define('observe', [
    'def observe(epoch, metrics):',
    '    """Takes in the metrics of an epoch, counted from 0, that has just ended."""',
    ...indent(isBounded ? ['last_step = (epoch + 1) * STEPS_PER_EPOCH - 1'] : []),
    ...indent(calls.flat()),
  ])
}
