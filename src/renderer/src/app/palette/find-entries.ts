import Fuse, { type IFuseOptions } from 'fuse.js'
import type { Component } from 'vue'

/** Something that the palette finds, and what happens when it is chosen. */
export interface PaletteEntry {
  /** Its own among all entries. */
  readonly id: string
  readonly title: string
  /** What tells it from others of the same title. */
  readonly detail?: string | undefined
  /** What it is, or where it stands. */
  readonly group: string
  readonly keys?: string | undefined
  /** Other words by which it is found. */
  readonly words?: string | undefined
  readonly icon?: Component | undefined
  readonly disabled?: boolean | undefined
  readonly run: () => void
}

/** More than these nobody reads. */
const mostFound = 50

/** With fewer than these, what was typed may be misspelt. */
const fewFound = 8

/** What is found though it is misspelt: comparing letter by letter takes too long for more. */
const mostMisspelt = 1_500

/** Every word must be somewhere, a letter or so apart; titles count most. */
const options: IFuseOptions<PaletteEntry> = {
  keys: [
    { name: 'title', weight: 6 },
    { name: 'words', weight: 2 },
    { name: 'detail', weight: 2 },
    { name: 'group', weight: 1 },
  ],
  useTokenSearch: true,
  tokenMatch: 'all',
  ignoreLocation: true,
  ignoreDiacritics: true,
  threshold: 0.25,
}

/** Without capitals and accents, as people type. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** How close a title comes to what was typed; less is closer. */
function distance(title: string, query: string, words: readonly string[]): number {
  if (title === query) return 0
  if (title.startsWith(query)) return 1
  if (title.includes(` ${query}`)) return 2
  if (words.every((word) => title.includes(word))) return 3
  return words.some((word) => title.includes(word)) ? 4 : 5
}

/** Searches many entries, again and again. */
export function createFinder(entries: readonly PaletteEntry[]) {
  const searchable = entries.map((entry) => ({
    entry,
    title: plain(entry.title),
    all: plain([entry.title, entry.detail, entry.words, entry.group].join(' ')),
  }))
  let fuzzy: Fuse<PaletteEntry> | undefined

  function misspelt(query: string): readonly PaletteEntry[] {
    fuzzy ??= new Fuse(entries.slice(0, mostMisspelt), options)
    return fuzzy.search(query, { limit: mostFound }).map(({ item }) => item)
  }

  /** The entries that fit, the best first; what cannot be done now comes last. */
  return (typed: string): readonly PaletteEntry[] => {
    const query = plain(typed.trim())
    const words = query.split(/\s+/)
    const exact = searchable
      .filter(({ all }) => words.every((word) => all.includes(word)))
      .map(({ entry, title }) => ({
        entry,
        order: distance(title, query, words) + (entry.disabled === true ? 10 : 0),
      }))
      .sort((a, b) => a.order - b.order)
      .slice(0, mostFound)
      .map(({ entry }) => entry)
    return exact.length >= fewFound ? exact : [...new Set([...exact, ...misspelt(query)])]
  }
}
