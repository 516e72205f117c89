import { attempt } from '../../attempt'
import { FilterError } from './filter-error'
import { parsePattern, PatternError, type CharacterTest, type Pattern } from './pattern-parse'
import type { Token } from './tokens'

/** States of an automaton; a state is its place in the list. */
type State =
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly next: number }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { kind: 'split'; next: number; readonly other: number }
  | { readonly kind: 'found' }

/** Longest text that is looked at; names and notes are shorter. */
const longestText = 2_000
const mostStates = 3_000

/** Thompson's construction, from the end to the start: each part is given what comes after it. */
class Automaton {
  readonly states: State[] = [{ kind: 'found' }]

  private add(state: State): number {
    if (this.states.length >= mostStates) throw new PatternError('the pattern is too long', 0)
    return this.states.push(state) - 1
  }

  build(pattern: Pattern, next: number): number {
    switch (pattern.kind) {
      case 'character':
        return this.add({ kind: 'character', test: pattern.test, next })
      case 'start':
      case 'end':
        return this.add({ kind: pattern.kind, next })
      case 'sequence':
        return pattern.items.reduceRight((after, item) => this.build(item, after), next)
      case 'either':
        return pattern.items
          .map((item) => this.build(item, next))
          .reduce((one, other) => this.add({ kind: 'split', next: one, other }))
      case 'repeat':
        return this.repeat(pattern, next)
    }
  }

  private repeat({ item, least, most }: Extract<Pattern, { kind: 'repeat' }>, next: number) {
    let after = next
    if (most === Infinity) {
      const split: State = { kind: 'split', next, other: next }
      after = this.add(split)
      split.next = this.build(item, after)
    } else {
      for (let time = least; time < most; time++) {
        after = this.add({ kind: 'split', next: this.build(item, after), other: next })
      }
    }
    for (let time = 0; time < least; time++) after = this.build(item, after)
    return after
  }
}

/**
 * Whether a pattern is found in a text, whatever its case. All ways through the pattern are followed
 * side by side (Thompson, 1968), so time grows with the length of the text times that of the pattern,
 * and no pattern can be made that takes for ever. Throws {@link PatternError}.
 */
export function compilePattern(source: string): (text: string) => boolean {
  const automaton = new Automaton()
  const first = automaton.build(parsePattern(source), 0)
  const { states } = automaton
  return (text) => isFound(states, first, Array.from(text.slice(0, longestText)))
}

function isFound(states: readonly State[], first: number, characters: readonly string[]): boolean {
  /** The place at which a state was last entered: none is entered twice. */
  const entered = new Int32Array(states.length).fill(-1)
  let current: number[] = []

  /** Follows what takes no character; true when the end of the pattern is among it. */
  function enter(start: number, place: number, into: number[]): boolean {
    const waiting = [start]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (entered[at] === place) continue
      entered[at] = place
      // Every number is that of a state.
      const state = states[at] as State
      if (state.kind === 'found') return true
      if (state.kind === 'character') into.push(at)
      else if (state.kind === 'split') waiting.push(state.next, state.other)
      else if (place === (state.kind === 'start' ? 0 : characters.length)) waiting.push(state.next)
    }
    return false
  }

  for (let place = 0; place <= characters.length; place++) {
    // A match may begin at every character.
    if (enter(first, place, current)) return true
    const character = characters[place]
    if (character === undefined) return false
    const after: number[] = []
    for (const at of current) {
      const state = states[at]
      if (state?.kind !== 'character' || !state.test(character)) continue
      if (enter(state.next, place + 1, after)) return true
    }
    current = after
  }
  return false
}

/** Throws a FilterError at the token of a pattern that cannot be read. */
export function checkPattern(source: string, { from, to }: Pick<Token, 'from' | 'to'>): void {
  const read = attempt(PatternError, () => compilePattern(source))
  if (read.ok) return
  throw new FilterError(`the pattern ${JSON.stringify(source)}: ${read.fault.message}`, from, to)
}
