// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { LabChartStub } from '../../../test/mount-page'
import { useDesignStore } from '../../stores/design'
import { useDrawingStore, type BoardPoint } from '../../stores/drawing'
import DrawPanel from './DrawPanel.vue'

enableAutoUnmount(afterEach)

/** A plot of 1,000 by 400 pixels inside the margins of the board. */
const plot = { left: 68, top: 14, width: 1000, height: 400 }

// The tests' page has no layout.
vi.mock('@vueuse/core', async (load) => ({
  ...(await load<object>()),
  useElementSize: () => ({ width: { value: 1092 }, height: { value: 458 } }),
}))

function mountPanel(points: readonly BoardPoint[] = []) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const design = useDesignStore()
  const drawing = useDrawingStore()
  drawing.setUp({ top: 0.1 })
  if (points.length > 0) drawing.change({ points })
  const page = mount(DrawPanel, {
    attachTo: document.body,
    props: { theme: 'light' },
    global: { plugins: [pinia], stubs: { LabChart: LabChartStub } },
  })
  const board = page.get<HTMLElement>('[role="application"]')
  const press = async (key: string, options: KeyboardEventInit = {}) => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...options }))
    await flushPromises()
  }
  const sliders = () =>
    page.findAll('[role="slider"]').map((slider) => slider.attributes('aria-valuetext'))
  const button = (name: string) => page.get(`button[aria-label="${name}"]`)
  /** Presses at one share of the plot, moves over others, and lets go. */
  const drag = async (target: HTMLElement, ...way: readonly (readonly [number, number])[]) => {
    const send = (type: string, [x, y]: readonly [number, number]) =>
      target.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          pointerId: 1,
          button: 0,
          isPrimary: true,
          clientX: plot.left + x * plot.width,
          clientY: plot.top + (1 - y) * plot.height,
        }),
      )
    const [first = [0, 0], ...others] = way
    send('pointerdown', first)
    for (const place of others) send('pointermove', place)
    send('lostpointercapture', way.at(-1) ?? first)
    await flushPromises()
  }
  return { page, design, drawing, board, press, sliders, button, drag }
}

const rising: readonly BoardPoint[] = [
  [0, 0.01],
  [0.5, 0.05],
  [1, 0.02],
]

describe('by keyboard', () => {
  test('a cross is moved, and Enter puts points down', async () => {
    const { board, press, sliders } = mountPanel()
    board.element.focus()
    await press('ArrowRight')
    await press('Enter')
    await press('ArrowRight', { shiftKey: true })
    await press('ArrowUp')
    await press('Enter')
    expect(sliders()).toEqual([
      'Epoch 51, step 12,501, rate 0.05',
      'Epoch 61, step 15,001, rate 0.051',
    ])
  })

  test('a point is moved by arrows and removed by Delete', async () => {
    const { page, drawing, press } = mountPanel(rising)
    drawing.setUp({ tool: 'points' })
    page.findAll<HTMLElement>('[role="slider"]')[1]?.element.focus()
    await press('ArrowLeft')
    await press('ArrowDown')
    expect(drawing.drawing.points[1]).toEqual([0.49, 0.049])
    await press('Delete')
    expect(drawing.drawing.points).toEqual([rising[0], rising[2]])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Point 2')
    await press('Delete')
    await press('Backspace')
    expect(drawing.drawing.points).toEqual([])
    expect(document.activeElement?.getAttribute('role')).toBe('application')
  })

  test('undo and redo are those of the board', async () => {
    const { board, drawing, design, press } = mountPanel(rising)
    design.change({ totalEpochs: 50 })
    board.element.focus()
    await press('z', { ctrlKey: true })
    expect(drawing.drawing.points).toEqual([])
    expect(design.design.totalEpochs).toBe(50)
    await press('y', { ctrlKey: true })
    expect(drawing.drawing.points).toEqual(rising)
  })
})

describe('by pointer', () => {
  test('a stroke is drawn', async () => {
    const { board, drawing, drag } = mountPanel()
    await drag(board.element, [0, 1], [0.25, 0.75], [0.5, 0.5], [1, 0])
    expect(drawing.drawing.points).toEqual([
      [0, 0.1],
      [1, 0],
    ])
  })

  test('a point is put down and dragged in one, undone in one', async () => {
    const { board, drawing, drag } = mountPanel()
    drawing.setUp({ tool: 'points' })
    await drag(board.element, [0.2, 0.5], [0.3, 0.6], [0.4, 0.7])
    expect(drawing.drawing.points).toEqual([[0.4, 0.07]])
    drawing.undo()
    expect(drawing.drawing.points).toEqual([])
  })

  test('a double-click removes a point, but not one that its first click put down', async () => {
    const { page, drawing, drag } = mountPanel(rising)
    drawing.setUp({ tool: 'points' })
    await flushPromises()
    const point = page.findAll<HTMLElement>('[role="slider"]')[1]
    if (!point) throw new Error('There is no second point.')
    await drag(point.element, [0.5, 0.5])
    await point.trigger('dblclick')
    expect(drawing.drawing.points).toHaveLength(3)
    await drag(point.element, [0.5, 0.5])
    await point.trigger('dblclick')
    expect(drawing.drawing.points).toEqual([rising[0], rising[2]])
  })
})

describe('what was drawn', () => {
  test('is named, and one click adopts it', async () => {
    const { page, design } = mountPanel([
      [0, 0.1],
      [1, 0],
    ])
    const before = design.design.spec
    const cards = await vi.waitUntil(() => {
      const found = page.findAll('li')
      return found.length > 0 && found
    }, 10_000)
    expect(cards[0]?.text()).toContain('Polynomial')
    expect(cards[0]?.text()).toContain('initial rate0.1')
    await page.get('button[aria-label="Adopt Polynomial"]').trigger('click')
    expect(design.design.spec).toMatchObject({ kind: 'polynomial', per: 'epoch', initial: 0.1 })
    expect(page.emitted('adopted')).toHaveLength(1)
    design.undo()
    expect(design.design.spec).toBe(before)
  })

  test('can be used as it is', async () => {
    const { page, design, drawing } = mountPanel(rising)
    drawing.change({ interpolation: 'smooth' })
    await flushPromises()
    const keep = page.findAll('button').find((one) => one.text() === 'Use the points themselves')
    await keep?.trigger('click')
    expect(design.design.spec).toEqual({
      kind: 'points',
      per: 'epoch',
      interpolation: 'smooth',
      points: [
        [0, 0.01],
        [50, 0.05],
        [100, 0.02],
      ],
    })
    expect(page.emitted('adopted')).toHaveLength(1)
  })

  test('cannot be used where a rate of 0 would need a logarithm', async () => {
    const { page, drawing } = mountPanel([...rising.slice(0, 2), [1, 0]])
    drawing.change({ interpolation: 'log' })
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain('1 point with rate 0')
  })

  test('can be the current design, traced, and cleared', async () => {
    const { page, design, drawing, button } = mountPanel()
    design.change({ spec: { kind: 'polynomial', per: 'step', initial: 0.4 } })
    await flushPromises()
    expect(page.text()).toContain('Draw a curve from left to right, or place points')
    await button('Trace the current design').trigger('click')
    expect(drawing.drawing.points[0]).toEqual([0, 0.4])
    expect(drawing.settings).toMatchObject({ per: 'step', top: 0.5 })
    await button('Clear the board').trigger('click')
    expect(drawing.drawing.points).toEqual([])
    expect(button('Clear the board').attributes('disabled')).toBeDefined()
  })
})
