import { Command, InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { compareLook } from '../../shared/contract/compare-look'
import {
  lookOf,
  metricList,
  saysLook,
  smoothingOption,
  withLook,
  zoomOption,
  type LookOptions,
} from './look-options'

const parsed = (...words: string[]) =>
  withLook(new Command().exitOverride()).parse(words, { from: 'user' }).opts<LookOptions>()

describe('the options of a look', () => {
  it('say nothing when none is given, and draw what is usual', () => {
    const options = parsed()
    expect(saysLook(options)).toBe(false)
    expect(lookOf(options, ['valLoss'])).toEqual({
      metrics: ['valLoss'],
      x: 'epoch',
      logX: false,
      logY: [],
      smoothing: { kind: 'none' },
      hideOutliers: false,
      groupBy: null,
      centre: 'mean',
      band: 'range',
      baseline: null,
      zoom: null,
      enlarged: null,
    })
  })

  it('make a look that the contract takes', () => {
    const options = parsed(
      ...['--metrics', 'loss,learningRate', '--x', 'rateSum', '--log-x', '--log-y', 'loss'],
      ...['--smooth', 'mean:5', '--hide-outliers', '--group-by', 'trial', '--centre', 'median'],
      ...['--band', 'interval', '--baseline', 'constant', '--zoom', '0.5:2'],
    )
    expect(saysLook(options)).toBe(true)
    expect(compareLook.parse(lookOf(options, ['valLoss']))).toEqual({
      metrics: ['loss', 'learningRate'],
      x: 'rateSum',
      logX: true,
      logY: ['loss'],
      smoothing: { kind: 'mean', window: 5 },
      hideOutliers: true,
      groupBy: 'trial',
      centre: 'median',
      band: 'interval',
      baseline: 'constant',
      zoom: { from: 0.5, to: 2 },
      enlarged: null,
    })
  })

  it.each([
    [() => metricList('valLoss,speed'), /"speed" is none of loss/],
    [() => smoothingOption('ema:1'), /weight from 0 to below 1/],
    [() => smoothingOption('mean:4'), /odd number of points/],
    [() => smoothingOption('constructor'), /must be none, ema/],
    [() => zoomOption('60:1'), /two rising numbers/],
    [() => zoomOption('1:'), /two rising numbers/],
  ])('refuse what they cannot be', (read, rule) => {
    expect(read).toThrow(InvalidArgumentError)
    expect(read).toThrow(rule)
  })
})
