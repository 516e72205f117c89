import { Option, type Command } from 'commander'
import type { RunLength } from '../../shared/domain/schedule'
import { wholeBetween } from './options'

const most = 2 ** 31

/** The article's run; shares of a run and its end need some length. */
const usual = { epochs: 100, stepsPerEpoch: 250 }

export interface LengthOptions {
  readonly epochs: number
  readonly stepsPerEpoch: number
}

/** Adds the options of a run's length, with the article's where they are left out. */
export const withLength = (command: Command): Command =>
  command
    .addOption(
      new Option('--epochs <n>', 'epochs of the run')
        .argParser(wholeBetween(1, most))
        .default(usual.epochs),
    )
    .addOption(
      new Option('--steps-per-epoch <n>', 'optimizer steps of an epoch')
        .argParser(wholeBetween(1, most))
        .default(usual.stepsPerEpoch),
    )

export const lengthOf = ({ epochs, stepsPerEpoch }: LengthOptions): RunLength => ({
  totalEpochs: epochs,
  stepsPerEpoch,
})
