// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { studyFileText } from '../../../../shared/domain/study-plan/study-file'
import { mountPage } from '../../../test/mount-page'
import { useCompareStore } from '../../stores/compare'
import { useDesignStore } from '../../stores/design'
import { emptyDraft, useStudyDraftStore } from '../../stores/study-draft'
import App from '../App.vue'
import { expectationOf, kindByName, kindOfJson } from './recognise'

enableAutoUnmount(afterEach)

describe('a file is told apart', () => {
  test.each([
    ['logs/run1/events.out.tfevents.1732.host', 'curves'],
    ['history.CSV', 'curves'],
    ['a-study.cooldown-bundle.zip', 'bundle'],
    ['cosine.json', 'json'],
    ['notes.docx', 'unknown'],
  ])('by its name: %s is %s', (name, kind) => {
    expect(kindByName(name)).toBe(kind)
  })

  test.each([
    ['schedule', '{"kind":"cosine","initial":0.1}'],
    ['schedule', '\uFEFF{"kind":"cosine","initial":0.1}'],
    ['schedule', '{"kind":"cosine","initial":0.1'],
    ['schedule', '{"class_name":"ExponentialDecay","config":{}}'],
    ['schedule', '{"base_lrs":[0.1],"last_epoch":3}'],
    ['study', studyFileText(emptyDraft())],
    ['curves', '{"loss":[0.5,0.4],"val_loss":[0.6,0.5]}'],
    ['curves', '[[1732.5,1,0.5],[1733.5,2,0.4]]'],
    ['unknown', '"text"'],
  ] as const)('by what is in it: %s', (kind, text) => {
    expect(kindOfJson(text)).toBe(kind)
  })

  test('while it is dragged, by its type', () => {
    expect(expectationOf(['text/csv', 'text/csv', 'application/json'])).toEqual({
      kinds: ['curves', 'json'],
      refused: [],
    })
    expect(expectationOf(['', 'image/png'])).toEqual({ kinds: ['any'], refused: ['image/png'] })
  })
})

/** As much of a drag as the page reads; the tests' page has no drags of its own. */
function drag(name: string, files: readonly File[]): DragEvent {
  const event = new Event(name, { bubbles: true, cancelable: true })
  const items = files.map(({ type }) => ({ type, webkitGetAsEntry: () => null }))
  const dataTransfer = { types: ['Files'], items, files, dropEffect: 'none' }
  return Object.assign(event, { dataTransfer, relatedTarget: null }) as unknown as DragEvent
}

async function drop(texts: Readonly<Record<string, string>>, parts = {}) {
  const page = await mountPage('/machine', parts, App)
  const files = Object.entries(texts).map(([name, text]) => new File([text], name))
  document.body.dispatchEvent(drag('drop', files))
  await page.settle()
  await page.settle()
  return page
}

test('what is dragged over the window is announced, and no longer once it left', async () => {
  const { text } = await mountPage('/machine', {}, App)
  const csv = new File(['epoch,loss\n1,2'], 'a.csv', { type: 'text/csv' })
  const over = drag('dragover', [csv, new File([''], 'b.png', { type: 'image/png' })])
  document.body.dispatchEvent(over)
  await flushPromises()
  expect(over.defaultPrevented).toBe(true)
  expect(text()).toContain('are laid over the comparison')
  expect(text()).toContain('Files of the kind image/png cannot be opened here.')
  document.body.dispatchEvent(drag('dragleave', [csv]))
  await flushPromises()
  expect(text()).not.toContain('are laid over the comparison')
})

test('a schedule comes to the designer, and Undo brings back what was there', async () => {
  const { router, text } = await drop({
    'mine.json': '{"kind":"step","initial":0.3,"factor":0.5,"every":10}',
  })
  expect(router.currentRoute.value.name).toBe('designer')
  const design = useDesignStore()
  expect(design.design.spec).toMatchObject({ kind: 'step', initial: 0.3 })
  expect(text()).toContain('mine.json was read as: Step.')
  design.undo()
  expect(design.design.spec.kind).toBe('cosine')
})

test('curves of several files are read together and laid over the comparison', async () => {
  const texts = { 'a.csv': 'epoch,loss\n1,2', 'history.json': '{"loss":[1,2]}' }
  const { router, lab, text } = await drop(texts)
  const added = lab.calls.filter(({ call }) => call === 'imports.add')
  expect(added).toHaveLength(1)
  expect(added[0]?.input).toMatchObject({ files: [{ path: 'a.csv' }, { path: 'history.json' }] })
  expect(router.currentRoute.value.name).toBe('compare')
  expect(useCompareStore().view.choice.imports).toHaveLength(2)
  expect(text()).toContain('2 curves from 2 files now lie over the comparison.')
})

test('a study comes to the study editor and does not start', async () => {
  const draft = { ...emptyDraft(), name: 'Warm-ups' }
  const { router, lab, text } = await drop({ 'a.json': studyFileText(draft) })
  expect(router.currentRoute.value.name).toBe('study-editor')
  expect(useStudyDraftStore().draft.name).toBe('Warm-ups')
  expect(text()).toContain('Nothing runs before it is started.')
  expect(lab.calls.map(({ call }) => call)).not.toContain('studies.create')
})

test('what cannot be opened is refused in words, and the others are opened', async () => {
  const { router, text } = await drop({
    'notes.docx': 'x',
    'empty.csv': '',
    'bad.json': '{"kind":"cosine","initial":"high"}',
    'good.json': '{"kind":"constant","rate":0.2}',
  })
  expect(text()).toContain('notes.docx is nothing that Cooldown opens: a schedule')
  expect(text()).toContain('empty.csv is empty.')
  expect(text()).toContain(
    'bad.json could not be read. initial: must be a finite number, was "high"',
  )
  expect(router.currentRoute.value.name).toBe('designer')
  expect(useDesignStore().design.spec).toMatchObject({ kind: 'constant', rate: 0.2 })
})

test('a part of the page that takes files itself is left to it', async () => {
  const { lab, text } = await mountPage('/machine', {}, App)
  const zone = document.createElement('div')
  document.body.append(zone)
  for (const name of ['dragover', 'drop']) {
    zone.addEventListener(name, (event) => event.preventDefault())
    zone.dispatchEvent(drag(name, [new File(['epoch,loss'], 'a.csv', { type: 'text/csv' })]))
    await flushPromises()
  }
  zone.remove()
  expect(text()).not.toContain('are laid over the comparison')
  expect(lab.calls.map(({ call }) => call)).not.toContain('imports.add')
})
