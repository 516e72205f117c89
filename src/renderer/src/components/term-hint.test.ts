// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { glossary, glossaryGroups } from '../texts/glossary'
import FactList from './FactList.vue'
import { placeTip } from './term-tip'
import TermHint from './TermHint.vue'

enableAutoUnmount(afterEach)

const tip = () => document.querySelector('[role="tooltip"]')

test('a term is explained on focus, and Escape takes that away', async () => {
  const hint = mount(TermHint, { attachTo: document.body, props: { term: 'seed' } })
  const button = hint.get('button')
  expect(button.attributes('aria-label')).toBe('What is “Seed”?')
  expect(tip()).toBeNull()
  await button.trigger('focus')
  expect(tip()?.textContent).toContain('The same seed repeats a run exactly')
  expect(button.attributes('aria-describedby')).toBe(tip()?.id)
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await hint.vm.$nextTick()
  expect(tip()).toBeNull()
})

test('a term in a text has that text as its name, and is explained under the pointer', async () => {
  const hint = mount(TermHint, {
    attachTo: document.body,
    props: { term: 'epoch' },
    slots: { default: 'epochs' },
  })
  expect(hint.get('button').attributes('aria-label')).toBeUndefined()
  await hint.get('button').trigger('mouseenter')
  expect(tip()?.textContent).toContain('One pass over all training images')
  await hint.get('button').trigger('blur')
  expect(tip()).toBeNull()
})

test('an explanation lies below its term, above it near the bottom, and inside the window', () => {
  const window = { width: 1000, height: 600 }
  const size = { width: 300, height: 80 }
  expect(placeTip({ left: 50, top: 20, bottom: 36 }, size, window)).toEqual({ x: 50, y: 42 })
  expect(placeTip({ left: 900, top: 560, bottom: 576 }, size, window)).toEqual({ x: 694, y: 474 })
  expect(placeTip({ left: 0, top: 30, bottom: 46 }, { width: 300, height: 590 }, window)).toEqual({
    x: 6,
    y: 52,
  })
})

describe('the glossary', () => {
  const entries = Object.values(glossary)
  test.each(entries)('$title: one or two sentences, such as fit a hint', ({ title, text }) => {
    expect(text).toMatch(/^[“A-Z0-9].*[.]$/)
    expect(text.length).toBeLessThanOrEqual(220)
    expect(title.length).toBeLessThanOrEqual(24)
  })
  test('no two terms share a title, and no group is empty', () => {
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length)
    expect(new Set(entries.map(({ group }) => group))).toEqual(new Set(glossaryGroups))
  })
})

test('a fact whose heading is a term is explained, the others are left alone', () => {
  const facts = [
    { label: 'Seed', value: '1' },
    { label: 'Compiler', value: 'XLA' },
    { label: 'Started', value: 'now' },
  ]
  const list = mount(FactList, { attachTo: document.body, props: { facts } })
  expect(list.findAll('button').map((one) => one.attributes('aria-label'))).toEqual([
    'What is “Seed”?',
    'What is “XLA”?',
  ])
})
