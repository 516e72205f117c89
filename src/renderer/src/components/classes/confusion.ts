import { classResults } from '../../../../shared/domain/confusion'
import { fashionMnist } from '../../../../shared/domain/recipe'

/** How many images of a class were taken for one. */
export interface ConfusionCell {
  readonly count: number
  /** Of the images of the row's class; 0 where there are none. */
  readonly share: number
  readonly isRight: boolean
}

export interface ConfusionRow {
  readonly name: string
  readonly cells: readonly ConfusionCell[]
  /** Null for a class without images. */
  readonly accuracy: number | null
}

/** Images of one class that were taken for another. */
export interface Mistake {
  readonly was: string
  readonly taken: string
  readonly count: number
  readonly share: number
}

export interface Confusion {
  /** The classes' names as headings, which may be broken. */
  readonly columns: readonly string[]
  readonly rows: readonly ConfusionRow[]
  readonly images: number
  readonly correct: number
  /** The commonest first, at most three. */
  readonly mistakes: readonly Mistake[]
}

const mostMistakes = 3
/** A line may end behind the slash of "T-shirt/top". */
const breakable = (name: string) => name.replace('/', '/\u200b')
const nameOf = (label: number) => fashionMnist.classNames[label] ?? `Class ${label}`

/** A confusion matrix (row-major, rows true classes) as the page shows it. */
export function readConfusion(counts: readonly number[]): Confusion {
  const results = classResults(counts)
  const rows = results.map(({ label, images, accuracy, predicted }): ConfusionRow => {
    const cells = predicted.map((count, place) => ({
      count,
      share: images === 0 ? 0 : count / images,
      isRight: place === label,
    }))
    return { name: nameOf(label), cells, accuracy }
  })
  const mistakes = rows.flatMap(({ name, cells }) =>
    cells.flatMap(({ count, share, isRight }, place) =>
      isRight || count === 0 ? [] : [{ was: name, taken: nameOf(place), count, share }],
    ),
  )
  return {
    columns: rows.map(({ name }) => breakable(name)),
    rows,
    images: results.reduce((sum, { images }) => sum + images, 0),
    correct: results.reduce((sum, { correct }) => sum + correct, 0),
    mistakes: mistakes.sort((a, b) => b.count - a.count).slice(0, mostMistakes),
  }
}

/** A share with a decimal where that tells anything: "87.5 %", "0 %", "100 %". */
export const formatPercent = (share: number) => `${Number((share * 100).toFixed(1))} %`
