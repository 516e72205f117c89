import { describe, expect, test } from 'vitest'
import { askedValues, withAsked } from './clauses'

describe('asked values', () => {
  test('are read from both spellings, wherever they stand', () => {
    expect(askedValues('status = "failed"', 'status')).toEqual(['failed'])
    expect(askedValues('warm status in (failed, "stopped") and seed > 1', 'status')).toEqual([
      'failed',
      'stopped',
    ])
    expect(askedValues('tag == "say \\"hi\\""', 'tag')).toEqual(['say "hi"'])
  })

  test('are none where the filter says something else of the field', () => {
    expect(askedValues('status != "failed"', 'status')).toEqual([])
    expect(askedValues('status = "failed" or seed = 1', 'status')).toEqual([])
    expect(askedValues('not status = "failed"', 'status')).toEqual([])
    expect(askedValues('status = (', 'status')).toEqual([])
    expect(askedValues('', 'status')).toEqual([])
  })
})

describe('asking for values', () => {
  test('adds a clause, changes it and takes it out again', () => {
    const one = withAsked('seed > 1', 'status', ['failed'])
    expect(one).toBe('seed > 1 and status == "failed"')
    const two = withAsked(one, 'status', ['failed', 'stopped'])
    expect(two).toBe('seed > 1 and status in ("failed", "stopped")')
    expect(withAsked(two, 'status', [])).toBe('seed > 1')
    expect(withAsked('status = "failed"', 'status', [])).toBe('')
  })

  test('brackets alternatives, so that they stay together', () => {
    expect(withAsked('seed = 1 or seed = 2', 'status', ['failed'])).toBe(
      '(seed == 1 or seed == 2) and status == "failed"',
    )
  })

  test('keeps values with quotes in them, and replaces what cannot be read', () => {
    const filter = withAsked('seed = (', 'tags', ['say "hi"'])
    expect(filter).toBe('tags == "say \\"hi\\""')
    expect(askedValues(filter, 'tag')).toEqual(['say "hi"'])
  })
})
