import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { recipeOfPreset } from '../domain/presets'
import type { LabServices } from './api'
import { dispatch } from './dispatch'
import { eitherWith } from './either-with'
import { LabError, fromWireError, toWireError } from './errors'
import { firstIssue } from './first-issue'
import { recipe } from './recipe-schema'
import { readStudyFile } from './study-file'

describe('a call', () => {
  test('whose input is no object is refused by the rule alone: there is no field to name', async () => {
    const reply = await dispatch({} as LabServices, {
      service: 'settings',
      verb: 'read',
      input: 7,
    })
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    expect(reply).toMatchObject({ error: { message: /^settings\.read: [^:]*expected object/ } })
  })

  test('that is declared and that no service answers is a fault of ours', async () => {
    const services = { settings: {} } as LabServices
    const reply = await dispatch(services, { service: 'settings', verb: 'read', input: {} })
    expect(reply).toMatchObject({
      error: { code: 'internal', message: 'No service answers read.' },
    })
  })
})

describe('what was thrown crosses a border', () => {
  test('whatever it is', () => {
    expect(toWireError('just a text')).toEqual({
      code: 'internal',
      message: 'Unexpected fault: just a text',
      causes: [],
    })
    const odd = new LabError('internal', 'It broke.', { cause: { code: 7 } })
    expect(toWireError(odd)).toEqual({
      code: 'internal',
      message: 'It broke.',
      causes: ['{"code":7}'],
    })
  })

  test('with its eight outermost causes, even where the chain has no end', () => {
    const error = new Error('round')
    error.cause = error
    const { causes } = toWireError(error)
    expect(causes).toEqual(Array.from({ length: 8 }, () => 'round'))
    expect(fromWireError({ code: 'internal', message: 'm', causes: [] }).cause).toBeUndefined()
  })
})

describe('one of two objects', () => {
  const either = eitherWith('a', z.object({ a: z.number() }), z.object({ b: z.number() }))
  test('is read as the first where its field is there, else as the second', () => {
    expect(either.parse({ a: 1, b: 'ignored' })).toEqual({ a: 1 })
    expect(either.parse({ b: 2 })).toEqual({ b: 2 })
  })
  test.each([
    [{ a: 'x' }, 'a'],
    [{}, 'b'],
    [null, ''],
    [7, ''],
  ])('%j is told as a fault of the one that is meant', (given, path) => {
    const read = either.safeParse(given)
    expect(read.success ? null : firstIssue(read.error).path).toBe(path)
  })
})

const article = recipeOfPreset('article')!

test('layers that are no list are told as such', () => {
  const read = recipe.safeParse({ ...article, model: { layers: 'flatten' } })
  expect(read.error && firstIssue(read.error)).toEqual({
    path: 'model.layers',
    message: 'must be a list of layers; was "flatten"',
  })
})

describe('a study file', () => {
  const fileOf = (study: object) =>
    readStudyFile(JSON.stringify({ kind: 'cooldown-study', version: 1, study }))
  const trial = { name: 'One', recipe: article }

  test('with many faults tells five, and how many more there are', () => {
    const trials = Array.from({ length: 8 }, (_, at) => ({
      ...trial,
      name: `T${at}`,
      recipe: { ...article, batchSize: 0 },
    }))
    const read = fileOf({ name: 'Mine', trials, seeds: [1] })
    expect(read).toMatchObject({ ok: false, problem: /(study\.[^;]+; was 0; ){5}and 3 more$/ })
  })

  test('with more text of schedules than a study takes is refused by their sum', () => {
    const points = Array.from({ length: 60_000 }, (_, t) => [t, 0.123456789])
    const schedule = { kind: 'points', points }
    const trials = Array.from({ length: 20 }, (_, at) => ({
      name: `T${at}`,
      recipe: { ...article, schedule },
    }))
    const read = fileOf({ name: 'Mine', trials, seeds: [1] })
    expect(read).toMatchObject({
      ok: false,
      problem: /^study\.trials: have schedules of [\d,]+ characters of JSON together/,
    })
  })
})
