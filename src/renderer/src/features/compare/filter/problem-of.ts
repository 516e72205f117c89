import { compileFilter, FilterError } from '../../../../../shared/domain/compare/filter'

/** Why a text is no filter; null for one that can be read, and for an empty one. */
export function problemOf(text: string): FilterError | null {
  try {
    if (text.trim() !== '') compileFilter(text)
    return null
  } catch (error) {
    if (error instanceof FilterError) return error
    throw error
  }
}
