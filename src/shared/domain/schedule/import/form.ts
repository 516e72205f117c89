import { describeValue, fieldPath, ScheduleError } from '../error'
import { isRecord } from '../read-fields'

/** Reads the fields of a library's own form; an error names where in it a field is. */
export class Form {
  constructor(
    readonly fields: Readonly<Record<string, unknown>>,
    readonly path: string,
  ) {}

  /** The form of a value that must be an object. */
  static of(value: unknown, path: string): Form {
    if (isRecord(value)) return new Form(value, path)
    throw new ScheduleError(path, `must be an object, was ${describeValue(value)}`)
  }

  at(name: string): string {
    return fieldPath(this.path, name)
  }

  has(...names: readonly string[]): boolean {
    return names.every((name) => Object.hasOwn(this.fields, name))
  }

  /** A finite number; the fallback where the field is missing. */
  number(name: string, fallback?: number): number {
    const value = this.fields[name] ?? fallback
    if (typeof value === 'number' && Number.isFinite(value)) return value
    const was =
      value === undefined ? 'is required' : `must be a number, was ${describeValue(value)}`
    throw new ScheduleError(this.at(name), was)
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.fields[name] ?? fallback
    if (typeof value === 'boolean') return value
    throw new ScheduleError(this.at(name), `must be true or false, was ${describeValue(value)}`)
  }

  /** One of a few words. */
  word<const Word extends string>(name: string, words: readonly Word[]): Word {
    const found = words.find((word) => word === this.fields[name])
    if (found !== undefined) return found
    const known = words.map((word) => `"${word}"`).join(', ')
    const was = describeValue(this.fields[name])
    throw new ScheduleError(this.at(name), `must be one of ${known}, was ${was}`)
  }

  text(name: string): string | null {
    const value = this.fields[name]
    return typeof value === 'string' ? value : null
  }

  list(name: string): readonly unknown[] {
    const value = this.fields[name]
    if (Array.isArray(value)) return value
    throw new ScheduleError(this.at(name), `must be a list, was ${describeValue(value)}`)
  }

  numbers(name: string): readonly number[] {
    return this.list(name).map((value, index) => {
      if (typeof value === 'number' && Number.isFinite(value)) return value
      const at = `${this.at(name)}[${index}]`
      throw new ScheduleError(at, `must be a number, was ${describeValue(value)}`)
    })
  }

  /** The one number of a list that has an entry for every group of parameters. */
  shared(name: string): number {
    const [first, ...others] = this.numbers(name)
    if (first !== undefined && others.every((other) => other === first)) return first
    const was = describeValue(this.fields[name])
    throw new ScheduleError(
      this.at(name),
      `must be the same for all groups of parameters, was ${was}`,
    )
  }

  inner(name: string): Form {
    return Form.of(this.fields[name], this.at(name))
  }
}

/**
 * JSON as Python writes it: NaN and Infinity, which JSON does not have, become null. Throws a
 * {@link ScheduleError} with what is wrong with it.
 */
export function readPythonJson(text: string): unknown {
  const plain = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
    token.startsWith('"') ? token : 'null',
  )
  try {
    return JSON.parse(plain) as unknown
  } catch (error) {
    throw new ScheduleError('', `must be JSON: ${(error as Error).message}`)
  }
}
