import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { mostChartLines } from '../../../shared/contract/exports'
import type { Measure } from '../../../shared/domain/schedule'

/** Something laid over the current design; the design itself has place 0. */
export interface Overlaid {
  readonly id: string
  /** Decides colour and dashes, and stays the same while others come and go. */
  readonly place: number
}

const places = Array.from({ length: mostChartLines - 1 }, (_, index) => index + 1)

/** What is compared with the current design, and what all are given in common. */
export const useOverlayStore = defineStore('overlay', () => {
  const overlaid = shallowRef<readonly Overlaid[]>([])
  const measure = shallowRef<Measure | null>(null)

  const isFull = computed(() => overlaid.value.length === places.length)
  const has = (id: string) => overlaid.value.some((each) => each.id === id)

  /** Lays one more over the others, at the first free place; nothing when it is there, or all are taken. */
  function add(id: string): void {
    const place = places.find((each) => !overlaid.value.some((other) => other.place === each))
    if (place === undefined || has(id)) return
    overlaid.value = [...overlaid.value, { id, place }]
  }

  function remove(id: string): void {
    overlaid.value = overlaid.value.filter((each) => each.id !== id)
  }

  return { overlaid, measure, isFull, has, add, remove }
})
