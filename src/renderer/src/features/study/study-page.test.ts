// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { asRunId, asTrialId } from '../../../../shared/domain/ids'
import { everyState, fakeHistory, fakeRun } from '../../../test/fake-data'
import { chooseFromMenu, openMenuOf } from '../../../test/menus'
import { LabChartStub, mountPage } from '../../../test/mount-page'

enableAutoUnmount(afterEach)

const histories = [fakeHistory({ id: 'a', state: everyState })]
const open = () => mountPage('/studies/a', { histories })

const rowOf = (trial: string) => {
  const rows = [...document.querySelectorAll('tbody tr')]
  const row = rows.find((one) => one.querySelector('a')?.textContent.trim() === trial)
  if (!row) throw new Error(`There is no row "${trial}".`)
  return row
}
const check = async (name: string) => {
  const all = [...document.querySelectorAll('.el-checkbox')]
  const found = all.find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name,
  )
  if (!found) throw new Error(`There is no checkbox "${name}".`)
  found.querySelector('input')?.click()
  await flushPromises()
}
type Opened = Awaited<ReturnType<typeof open>>
const seriesOf = ({ page }: Opened, label: string) => {
  const chart = page.findAllComponents(LabChartStub).find((one) => one.props('label') === label)
  if (!chart) throw new Error(`There is no chart "${label}".`)
  return (chart.props('option') as { series: { name: string; data: unknown[] }[] }).series
}

test('every run shows its state, its epochs from 1 and its values', async () => {
  await open()
  expect(rowOf('Constant').textContent).toMatch(/Completed\s*100 \/ 100\s*0\.01/)
  expect(rowOf('Linear').textContent).toMatch(/Running\s*38 \/ 100\s*0\.315/)
  expect(rowOf('Step').textContent).toContain('Diverged')
  expect(rowOf('Adam').textContent).toMatch(/Queued\s*0 \/ 100/)
})

test('epochs that finish lengthen the curves and the row', async () => {
  const opened = await open()
  const before = seriesOf(opened, 'Validation loss')[2]?.data.length
  opened.lab.advance()
  await opened.settle()
  expect(before).toBe(38)
  expect(seriesOf(opened, 'Validation loss')[2]?.data).toHaveLength(39)
  expect(rowOf('Linear').textContent).toContain('39 / 100')
})

test('a hidden run leaves every chart, and the adaptive ones leave together', async () => {
  const opened = await open()
  const names = () => seriesOf(opened, 'Learning rate').map(({ name }) => name)
  expect(names()).toHaveLength(9)
  await check('Show Linear')
  expect(names()).not.toContain('Linear')
  await check('Adaptive trials')
  expect(names()).not.toContain('Adam')
  expect(names()).toHaveLength(7)
  await check('Show all runs')
  expect(names()).toHaveLength(9)
})

test('training curves come on demand', async () => {
  const opened = await open()
  expect(opened.page.html()).not.toContain('aria-label="Training loss"')
  await check('Training curves')
  expect(opened.page.html()).toContain('aria-label="Training loss"')
})

test('each state offers what can be done with it', async () => {
  const { lab, button } = await open()
  button('Pause Linear').click()
  await flushPromises()
  expect(lab.calls.at(-1)).toEqual({ call: 'runs.pause', input: { runId: 'a-linear-1' } })
  expect(rowOf('Linear').textContent).toContain('Paused')
  button('Resume Linear').click()
  button('Retry Step from the start').click()
  button('Start Adam next').click()
  await flushPromises()
  expect(lab.calls.slice(-3).map(({ call }) => call)).toEqual([
    'runs.resume',
    'runs.retry',
    'runs.prioritise',
  ])
  expect(() => button('Pause Constant')).toThrow()
})

test('what ended too early goes on, or begins anew: the buttons say which', async () => {
  const { lab, button } = await open()
  button('Resume Time-based (formula) from its last checkpoint').click()
  await flushPromises()
  expect(lab.calls.at(-1)).toEqual({
    call: 'runs.resume',
    input: { runId: 'a-time-based-formula-1' },
  })
  expect(button('Retry Time-based (compounding) from the start')).toBeTruthy()
  expect(() => button('Resume Step from its last checkpoint')).toThrow()
})

describe('forks', () => {
  const parent = fakeHistory({ id: 'a' })
  const [trial] = parent.study.trials.filter(({ id }) => id === 'step')
  const name = 'A fork with a name that is as long as sixty characters are 60'
  const fork = { ...trial!, id: asTrialId('step-fork'), name }
  const run = {
    ...fakeRun(parent.study, fork, 1, { status: 'completed', epochsDone: 100 }),
    forkedFrom: { runId: asRunId('a-step-1'), epochs: 20 },
  }
  const family = [
    {
      study: { ...parent.study, trials: [...parent.study.trials, fork] },
      runs: [...parent.runs, run],
    },
  ]
  const openFamily = () => mountPage('/studies/a', { histories: family })
  const names = () => [...document.querySelectorAll('tbody a')].map((one) => one.textContent.trim())

  test('stand below their parents and say where they come from', async () => {
    await openFamily()
    expect(names().slice(-3)).toEqual(['Step', name, 'Adam'])
    expect(rowOf(name).textContent).toContain('from Step after epoch 20')
  })

  test('are drawn from the fork on while the parent is shown, else from the start', async () => {
    const opened = await openFamily()
    const drawn = () => seriesOf(opened, 'Validation loss').find((one) => one.name === name)
    expect(drawn()?.data).toHaveLength(81)
    expect(drawn()?.data[0]).toEqual([20, expect.any(Number)])
    await check('Show Step')
    expect(drawn()?.data).toHaveLength(100)
  })
})

test('stopping all asks first', async () => {
  const { lab, button, text } = await open()
  button('Stop all').click()
  await flushPromises()
  expect(text()).toContain('4 runs will end.')
  expect(lab.calls.map(({ call }) => call)).not.toContain('studies.stop')
  const all = [...document.querySelectorAll<HTMLButtonElement>('.el-dialog button')]
  all.find((one) => one.textContent.trim() === 'Stop all')?.click()
  await flushPromises()
  expect(lab.calls.at(-1)).toEqual({ call: 'studies.stop', input: { studyId: 'a' } })
})

test('space pauses all and resumes all, but not while a control has the focus', async () => {
  const { lab, button } = await open()
  const press = (target: EventTarget) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
  press(button('Export…'))
  await flushPromises()
  expect(lab.calls.map(({ call }) => call)).not.toContain('studies.pause')
  press(document.body)
  await flushPromises()
  expect(lab.calls.at(-1)).toEqual({ call: 'studies.pause', input: { studyId: 'a' } })
})

test('a picture is of what is drawn', async () => {
  const { lab, button } = await open()
  await check('Show Linear')
  await check('Learning rate: logarithmic axis')
  button('Save Learning rate as PNG').click()
  await flushPromises()
  const { input } = lab.calls.find(({ call }) => call === 'exports.comparison') ?? {}
  expect(input).toMatchObject({
    metric: 'learningRate',
    look: { logY: ['learningRate'], zoom: null },
    scale: 2,
  })
  const { runs } = input as { runs: { runId: string }[] }
  expect(runs).toHaveLength(8)
  expect(runs).not.toContainEqual({ runId: 'a-linear-1' })
})

test('reports, event files and bundles are of the shown runs, or of the whole study', async () => {
  const { lab, button } = await open()
  await check('Show Linear')
  button('Export…').click()
  await flushPromises()
  for (const name of ['Save report (HTML)', 'Save event files', 'Save bundle']) {
    button(name).click()
    await flushPromises()
  }
  const asked = (call: string) => lab.calls.find((each) => each.call === call)?.input
  expect(asked('exports.report')).toMatchObject({ format: 'html', subject: { kind: 'comparison' } })
  const { runs } = asked('exports.eventFiles') as { runs: object[] }
  const { runIds } = asked('bundles.make') as { runIds: string[] }
  expect([runs.length, runIds.length]).toEqual([8, 8])
  expect(runIds).not.toContain('a-linear-1')
})

test('what else differs between the trials is said', async () => {
  const { text } = await open()
  expect(text()).toContain('Not only the schedule differs')
  expect(text()).toContain('Constant 20,000 of 20,000 drawn with seed 9125')
  await check('Show Constant')
  await check('Show Adam')
  expect(text()).not.toContain('Not only the schedule differs')
})

test('a study that is gone says so', async () => {
  const { text } = await mountPage('/studies/b', { histories })
  expect(text()).toContain('This study does not exist, or was deleted.')
})

test('a finding leads to the chart that shows it, with its runs alone', async () => {
  const opened = await mountPage('/studies/a', { histories: [fakeHistory({ id: 'a' })] })
  const { text } = opened
  expect(text()).toContain('What these runs show')
  const found = [...document.querySelectorAll('li.overfit')].find((item) =>
    item.textContent.includes('Step overfits'),
  )
  expect(found?.textContent).toContain('Step overfits from epoch')
  found?.querySelector('button')?.click()
  await flushPromises()
  expect(seriesOf(opened, 'Validation loss').map(({ name }) => name)).toEqual(['Step'])
})

test('a right click on a run offers what can be done with it', async () => {
  const { lab, router } = await mountPage('/studies/a', { histories })
  const right = (row: number) => openMenuOf(document.querySelectorAll('tbody tr')[row])
  await right(5)
  expect(document.querySelector('[role="menu"]')?.getAttribute('aria-label')).toBe(
    'What can be done with Time-based (formula)',
  )
  await chooseFromMenu('Resume from its last checkpoint')
  expect(lab.calls.at(-1)).toEqual({
    call: 'runs.resume',
    input: { runId: 'a-time-based-formula-1' },
  })
  await right(2)
  await chooseFromMenu('Show only this run')
  const ticked = [...document.querySelectorAll<HTMLInputElement>('tbody input[type="checkbox"]')]
  expect(ticked.map(({ checked }) => checked)).toEqual(ticked.map((_, row) => row === 2))
  await right(2)
  await chooseFromMenu('Open')
  expect(router.currentRoute.value.fullPath).toBe('/runs/a-linear-1')
})
