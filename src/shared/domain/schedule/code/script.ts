import type { RunLength } from '../compile'
import { bracketed, number, text, widest } from './python'

/** Modules that a text may use, by what betrays their use. */
const imports = [
  [/\baccumulate\(/, 'from itertools import accumulate'],
  [/\bbisect_left\(/, 'from bisect import bisect_left'],
  [/\bbisect_right\(/, 'from bisect import bisect_right'],
  [/\bmath\./, 'import math'],
] as const
const packages = [
  [/\bjnp\./, 'import jax.numpy as jnp'],
  [/\bkeras\./, 'import keras'],
  [/\bnp\./, 'import numpy as np'],
  [/\boptax\./, 'import optax'],
  [/\btorch\./, 'import torch'],
] as const

const uses = (code: string, known: readonly (readonly [RegExp, string])[]) =>
  known
    .filter(([mark]) => mark.test(code))
    .map(([, line]) => line)
    .sort((a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from')))

/** Between brackets only where the names do not fit one line. */
function torchImport(classes: readonly string[]) {
  const names = [...new Set(classes)].sort()
  const start = 'from torch.optim.lr_scheduler import '
  const fits = start.length + names.join(', ').length <= widest
  return fits ? start + names.join(', ') : bracketed(`${start}(`, names, ')')
}

const opensBlock = ([line = '']: readonly string[]) => /^(@|(def|class|if)\b)/.test(line)

/** A Python text in the making: constants at the top, then definitions in the order they came. */
export class Script {
  private readonly constants = new Map<string, string>()
  private readonly definitions = new Map<string, readonly string[]>()
  private readonly schedulers: string[] = []

  constructor(readonly length: RunLength) {}

  /** Gives a value a name at the top; returns the name. */
  constant(name: string, value: string): string {
    this.constants.set(name, value)
    return name
  }

  /** Adds a function, a class or a statement once, by its name. */
  define(name: string, lines: readonly string[]): string {
    if (!this.definitions.has(name)) this.definitions.set(name, lines)
    return name
  }

  /** Names a class of torch.optim.lr_scheduler, to be imported. */
  scheduler(name: string): string {
    this.schedulers.push(name)
    return name
  }

  /** The number of steps of the whole run. */
  steps(): string {
    return this.constant('STEPS', 'EPOCHS * STEPS_PER_EPOCH')
  }

  toString(heading: readonly string[]): string {
    const constants = [...this.constants].map(([name, value]) => `${name} = ${value}`)
    const blocks = [...this.definitions.values()]
    const spaced = blocks.flatMap((lines, index) => {
      const isStatement = !opensBlock(lines) && !opensBlock(blocks[index - 1] ?? [])
      return ['', ...(isStatement ? [] : ['']), ...lines]
    })
    const { totalEpochs, stepsPerEpoch } = this.length
    const body = [
      `EPOCHS = ${number(totalEpochs)}`,
      `STEPS_PER_EPOCH = ${number(stepsPerEpoch)}`,
      ...constants,
      ...spaced,
    ].join('\n')
    const standard = uses(body, imports)
    const others = [
      ...uses(body, packages),
      ...(this.schedulers.length > 0 ? [torchImport(this.schedulers)] : []),
    ]
    const top = [standard, others].filter((group) => group.length > 0)
    return [...heading, '', ...top.flatMap((group) => [...group, '']), body, ''].join('\n')
  }
}

/** Names of the metrics in the libraries' logs. */
export const metricName = {
  valLoss: text('val_loss'),
  valAccuracy: text('val_accuracy'),
  loss: text('loss'),
  accuracy: text('accuracy'),
} as const
