import { startTrainer } from './trainer.mjs'

/** @param {'tensorflow' | 'xla'} compiler */
export const ourName = (compiler) => `Cooldown, ${compiler === 'xla' ? 'XLA' : 'TensorFlow'}`

/** Both of the compilers that a recipe may name, the one that the app takes first. */
const bothOf = (/** @type {'tensorflow' | 'xla'} */ chosen) =>
  /** @type {const} */ ([chosen, chosen === 'xla' ? 'tensorflow' : 'xla'])

/**
 * Starters of our own trainer: as the app would run it, and with the other compiler.
 * @param {import('./section.mjs').Bench} bench
 * @param {any} recipe
 */
export const oursInBoth = ({ work, threads, compiler }, recipe) =>
  bothOf(compiler).map(
    (each) => () =>
      startTrainer({
        name: ourName(each),
        recipe: { ...recipe, compiler: each },
        work,
        threads,
      }),
  )
