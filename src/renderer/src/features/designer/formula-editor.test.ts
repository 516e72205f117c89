// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import FormulaEditor from './FormulaEditor.vue'

enableAutoUnmount(afterEach)

interface Problem {
  message: string
  rule?: string
  character?: number
}

function mountEditor(modelValue: string, problem: Problem | null = null) {
  const page = mount(FormulaEditor, {
    attachTo: document.body,
    props: {
      modelValue,
      problem,
      'onUpdate:modelValue': (value: string) => void page.setProps({ modelValue: value }),
    },
  })
  const box = page.get<HTMLTextAreaElement>('[role="combobox"]')
  const type = async (text: string, caret = text.length) => {
    box.element.value = text
    box.element.setSelectionRange(caret, caret)
    await box.trigger('input')
  }
  const options = () => page.findAll('[role="option"]').map((option) => option.text())
  const active = () => {
    const id = box.attributes('aria-activedescendant')
    return id === undefined ? null : page.get(`#${id}`).text()
  }
  return { page, box, type, options, active }
}

describe('completion', () => {
  test('offers names with what they mean, and takes one by the keyboard', async () => {
    const { page, box, type, options, active } = mountEditor('')
    await type('initial * co')
    expect(box.attributes('aria-expanded')).toBe('true')
    expect(options()).toEqual([
      'cos(x) cosine of radians',
      'cosh(x) hyperbolic cosine',
      'acos(x) arc cosine',
    ])
    expect(active()).toBe('cos(x) cosine of radians')
    await box.trigger('keydown', { key: 'ArrowDown' })
    expect(active()).toBe('cosh(x) hyperbolic cosine')
    await box.trigger('keydown', { key: 'ArrowUp' })
    await box.trigger('keydown', { key: 'Enter' })
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['initial * cos()'])
    expect(box.element.selectionEnd).toBe('initial * cos('.length)
    expect(box.attributes('aria-expanded')).toBe('false')
    await box.trigger('keydown', { key: ')' })
    expect(box.element.selectionEnd).toBe('initial * cos()'.length)
  })

  test('takes by Tab and by the pointer', async () => {
    const { page, box, type } = mountEditor('')
    await type('progr')
    await box.trigger('keydown', { key: 'Tab' })
    expect(box.element.value).toBe('progress')
    await type('progress + pre')
    await page.get('[role="option"]').trigger('click')
    expect(box.element.value).toBe('progress + previous')
  })

  test('closes by Escape, and says nothing of numbers', async () => {
    const { box, type, options } = mountEditor('')
    await type('ep')
    await box.trigger('keydown', { key: 'Escape' })
    expect(options()).toEqual([])
    expect(box.element.value).toBe('ep')
    await type('1e')
    expect(options()).toEqual([])
  })
})

test('a fault is shown under its character', () => {
  const { page, box } = mountEditor('2 * qq', {
    message: 'schedule.expression: unknown name "qq"',
    rule: 'unknown name "qq"',
    character: 4,
  })
  expect(page.get('pre').element.textContent).toBe('2 * qq\n    ^')
  expect(page.get('[role="alert"] p').text()).toBe('unknown name "qq"')
  expect(box.attributes('aria-invalid')).toBe('true')
  expect(box.attributes('aria-describedby')).toBe(page.get('[role="alert"]').attributes('id'))
})

test('an example is one click away', async () => {
  const { page, box } = mountEditor('t')
  const chip = page.findAll('button').find((each) => each.text() === 'Compounding')
  await chip?.trigger('click')
  expect(page.emitted('update:modelValue')).toEqual([['previous / (1 + 0.01 * t)']])
  await nextTick()
  expect(box.attributes('aria-expanded')).toBe('false')
})

test('a pasted text with lines becomes one line, and Enter makes none', async () => {
  const { page, box, type } = mountEditor('')
  await type('(1 +\n 2)')
  expect(page.emitted('update:modelValue')).toEqual([['(1 +  2)']])
  const enter = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true })
  box.element.dispatchEvent(enter)
  expect(enter.defaultPrevented).toBe(true)
})
