import { startHandle } from '../common-handles'
import { moments, number, rate } from '../fields'
import { defineShape } from '../kind'
import { countUpTo } from '../search'

/** A milestone takes effect at its own unit; one that is named twice cuts twice. */
export const multiStep = defineShape({
  kind: 'multi-step',
  family: 'Steps',
  title: 'Multi-step',
  summary: 'Cuts the rate by a factor at milestones of your choice: the classic of image networks.',
  formula: 'initial * factor^(number of milestones <= t)',
  source: 'PyTorch MultiStepLR; optax piecewise_constant_schedule; timm MultiStepLR (one earlier).',
  fields: {
    initial: rate('initial rate', {}),
    factor: number('factor', { min: 0 }),
    milestones: moments('milestones', true),
  },
  example: { per: 'epoch', initial: 0.1, factor: 0.1, milestones: ['50%', '75%'] },
  shape:
    ({ initial, factor, milestones }) =>
    (t) =>
      initial * factor ** countUpTo(milestones, t),
  handles: ({ initial, factor, milestones }) => [
    startHandle(initial),
    ...milestones.map((milestone, index) => ({
      id: `milestone-${index}`,
      label: `Milestone ${index + 1}`,
      t: milestone,
      rate: initial * factor ** (index + 1),
      moves: 'time' as const,
      drag: ({ t }: { t: number }) => ({
        milestones: milestones.with(
          index,
          Math.round(
            Math.max(milestones[index - 1] ?? 0, Math.min(t, milestones[index + 1] ?? Infinity)),
          ),
        ),
      }),
    })),
  ],
})
