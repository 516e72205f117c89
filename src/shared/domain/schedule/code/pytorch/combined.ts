import type { Pen, PenOf } from '../body'
import { bracketed, call, list, number } from '../python'
import type { NodeOf, ScheduleTree } from '../tree'
import { room, type TorchScheduler } from './scheduler'
import { singleScheduler, smallestFactor, startsAtBase } from './single'

/** The schedulers inside, where all are PyTorch's own and count alike. */
function inside(node: ScheduleTree, penOf: PenOf): readonly TorchScheduler[] | null {
  const found = node.children.flatMap((child) => {
    const fits = child.clock === null || child.clock === node.clock
    const scheduler = fits ? torchScheduler(child, penOf) : null
    return scheduler ? [scheduler] : []
  })
  return found.length === node.children.length && found.length > 0 ? found : null
}

function sequential(
  { baseValue, base }: TorchScheduler,
  { script }: Pen,
  schedulers: readonly (() => string)[],
  milestones: () => readonly string[],
): TorchScheduler {
  const write = () => {
    const written = schedulers.map((each) => each())
    return call(
      script.scheduler('SequentialLR'),
      [
        'optimizer',
        bracketed('schedulers=[', written, ']', room),
        bracketed('milestones=[', milestones(), ']', room),
      ],
      room,
    )
  }
  return { baseValue, base, multiplies: false, write }
}

/** PyTorch's schedulers in a sequence share the optimizer's rate: theirs must be the same. */
function sequence(node: NodeOf<'sequence'> & ScheduleTree, penOf: PenOf): TorchScheduler | null {
  const schedulers = inside(node, penOf)
  const [first] = schedulers ?? []
  if (!schedulers || !first) return null
  if (schedulers.some(({ baseValue }) => baseValue !== first.baseValue)) return null
  const pen = penOf<'sequence'>(node)
  const scale = node.per === node.clock ? '' : ' * STEPS_PER_EPOCH'
  const milestones = () => {
    let end = 0
    return node.values.parts.slice(0, -1).map(({ length }, index) => {
      end += length
      return pen.units(`PART_${index + 2}`, end) + scale
    })
  }
  const writes = schedulers.map(({ write }) => write)
  return sequential(first, pen, writes, milestones)
}

/** LinearLR climbs from a factor that is not tiny, up to 1; a line from elsewhere is a LambdaLR. */
function climb(pen: Pen<'warmup'>): string {
  const { from } = pen.node.values
  const [length, t] = [pen.of('over'), pen.node.per]
  if (from >= smallestFactor && from <= 1) {
    const factors = [`start_factor=${pen.of('from')}`, 'end_factor=1.0']
    const args = ['optimizer', ...factors, `total_iters=${length}`]
    return call(pen.script.scheduler('LinearLR'), args, room)
  }
  const start = from === 0 ? '' : `${pen.of('from')} + (1 - ${pen.of('from')}) * `
  const lambda = `lambda ${t}: ${start}${t} / ${length}`
  return call(pen.script.scheduler('LambdaLR'), ['optimizer', lambda], room)
}

function warmup(node: NodeOf<'warmup'> & ScheduleTree, penOf: PenOf): TorchScheduler | null {
  const { over, shape, mode } = node.values
  const [child] = inside(node, penOf) ?? []
  if (!child || over === 0 || mode !== 'prepend' || node.per !== node.clock) return null
  if (shape !== 'linear' || !startsAtBase.includes(node.children[0]?.kind ?? '')) return null
  const pen = penOf<'warmup'>(node)
  return sequential(child, pen, [() => climb(pen), child.write], () => [pen.of('over')])
}

function product(node: NodeOf<'product'> & ScheduleTree, penOf: PenOf): TorchScheduler | null {
  const schedulers = inside(node, penOf)
  if (!schedulers?.every(({ multiplies }) => multiplies)) return null
  const numbers = node.values.factors.filter((factor) => typeof factor === 'number')
  const scale = numbers.reduce((all, each) => all * each, 1)
  const baseValue = schedulers.reduce((all, each) => all * each.baseValue, scale)
  if (baseValue === 0) return null
  const pen = penOf<'product'>(node)
  const base = () => {
    const scaled = numbers.length > 0 ? [pen.constant('SCALE', number(scale, 'float'))] : []
    return [...scaled, ...schedulers.map((each) => each.base())].join(' * ')
  }
  const write = () => {
    const written = schedulers.map((each) => each.write())
    return call(pen.script.scheduler('ChainedScheduler'), [list(written, room)], room)
  }
  return { baseValue, base, multiplies: true, write }
}

/** PyTorch's own scheduler, or a combination of them; null where there is none, or it differs. */
export function torchScheduler(node: ScheduleTree, penOf: PenOf): TorchScheduler | null {
  switch (node.kind) {
    case 'sequence':
      return sequence(node, penOf)
    case 'warmup':
      return warmup(node, penOf)
    case 'product':
      return product(node, penOf)
    default:
      return singleScheduler(node, penOf)
  }
}
