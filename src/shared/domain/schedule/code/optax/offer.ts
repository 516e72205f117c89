import { pensFor, type PenOf } from '../body'
import { plain, traced } from '../dialect'
import { FunctionWriter, type Offer } from '../functions'
import { call, list } from '../python'
import type { Script } from '../script'
import type { NodeOf, Plan, ScheduleTree } from '../tree'
import { optaxSchedule } from './schedules'

/** Parts by their names: each is a schedule or a function of its own. Null unless all count alike. */
function joined(
  node: NodeOf<'sequence'> & ScheduleTree,
  penOf: PenOf,
  writer: FunctionWriter,
  room: number,
): string | null {
  if (node.children.some(({ clock }) => clock !== node.clock && clock !== null)) return null
  for (const child of node.children) writer.write(child)
  const pen = penOf<'sequence'>(node)
  const scale = node.per === node.clock ? '' : ' * STEPS_PER_EPOCH'
  let end = 0
  const boundaries = node.values.parts.slice(0, -1).map(({ length }, index) => {
    end += length
    return pen.units(`PART_${index + 2}`, end) + scale
  })
  const names = node.children.map(({ name }) => name)
  return call('optax.join_schedules', [list(names, 80), list(boundaries, 80)], room)
}

/** Offers optax's own schedules by a name each. */
export function optaxOffer(plan: Plan, script: Script): Offer {
  // Lists stay lists: optax loops over them.
  const penOf = pensFor(plan, script, plain)
  const offer: Offer = (node, name) => {
    const room = 84 - name.length
    const writer = new FunctionWriter(plan, script, { dialect: traced, noise: 'numpy', offer })
    const expression =
      node.kind === 'sequence'
        ? joined(node, penOf, writer, room)
        : optaxSchedule(node, penOf, room)
    if (expression === null) return null
    script.define(name, [`${name} = ${expression}`])
    return (moment) => `${name}(${moment})`
  }
  return offer
}
