import { createPinia, setActivePinia } from 'pinia'
import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, RouterView } from 'vue-router'
import { createRoutes } from '../src/app/routes'
import { connectionKey } from '../src/bridge'
import { useCommandKeys } from '../src/composables/use-commands'
import { connectWindow } from '../src/bridge/window-bridge'
import { FakeLab, type FakeLabParts } from './fake-lab'

/** The charts draw on a canvas, which the tests' page does not have: their labels remain. */
export const LabChartStub = defineComponent({
  props: { label: String, option: Object, lines: Array },
  setup: (props) => () => h('figure', { 'aria-label': props.label }),
})

/** A page without the app's frame; of that, the keys. */
const PageAlone = defineComponent(() => {
  useCommandKeys()
  return () => h(RouterView)
})

/** A screen at an address, on a fake lab, with everything it needs. */
export async function mountPage(
  address: string,
  parts: FakeLabParts = {},
  root?: Component,
  /** More that the app would be started with, by its injection key. */
  provided: Readonly<Record<symbol, unknown>> = {},
) {
  const lab = new FakeLab(parts)
  const router = createRoutes(createMemoryHistory())
  const pinia = createPinia()
  setActivePinia(pinia)
  await router.push(address)
  const page = mount(root ?? PageAlone, {
    attachTo: document.body,
    global: {
      plugins: [pinia, router],
      provide: { [connectionKey as symbol]: connectWindow(lab.bridge), ...provided },
      stubs: {
        LabChart: LabChartStub,
        CompareChart: LabChartStub,
        FieldChart: LabChartStub,
        transition: false,
      },
    },
  })
  await flushPromises()
  const settle = async () => {
    // One frame, in which the stores take in what came.
    await new Promise((resolve) => setTimeout(resolve, 20))
    await flushPromises()
  }
  const button = (name: string) => {
    const all = [...document.querySelectorAll('button')]
    const found = all.find(
      (one) => one.getAttribute('aria-label') === name || one.textContent.trim() === name,
    )
    if (!found) throw new Error(`There is no button "${name}".`)
    return found
  }
  return { lab, router, page, settle, button, text: () => document.body.textContent }
}
