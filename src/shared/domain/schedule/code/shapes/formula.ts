import { parseFormula } from '../../formula/parse'
import { arrayLine } from '../dialect'
import { mayBeInfinite, type KnownNames } from '../formula/tree'
import { FormulaWriter } from '../formula/writer'
import { number } from '../python'
import { quietly, type Body, type Pen } from '../body'
import type { ValuesOf } from '../tree'

type FormulaPen = Pen<'formula'>
type Namespace = 'np' | 'jnp'

/** Python's names for the variables that are not called the same. */
const pythonNames: Readonly<Record<string, string>> = { stepsPerEpoch: 'STEPS_PER_EPOCH' }
const pythonName = (variable: string) => pythonNames[variable] ?? variable

/** The variables that stay the same during a run. */
function known({ node, script }: FormulaPen, initial: number | undefined): KnownNames {
  const { stepsPerEpoch } = script.length
  return {
    ...{ T: node.totalUnits, steps: node.totalSteps, stepsPerEpoch },
    epochs: node.totalSteps / stepsPerEpoch,
    ...(initial !== undefined && { initial }),
  }
}

/** How a variable is made from t, which counts the schedule's own units; null needs no line. */
function valueOf(variable: string, pen: FormulaPen, space: Namespace): string | null {
  const { per, totalSteps } = pen.node
  switch (variable) {
    case 'T':
      return pen.total()
    case 'step':
      return per === 'step' ? 't' : 't * STEPS_PER_EPOCH'
    case 'epoch':
      return per === 'epoch' ? 't' : `${space}.floor(t / STEPS_PER_EPOCH)`
    case 'epochs':
      return number(totalSteps / pen.script.length.stepsPerEpoch)
    case 'steps':
      return number(totalSteps)
    case 'progress':
      return `t / ${pen.total()}`
    case 'initial':
      return pen.of('initial')
    default:
      return null
  }
}

/**
 * Numbers are NumPy's or JAX's here, so that 1 / 0 and the like give infinity, as they do in the
 * formula. Where the rate before is read, all rates are worked out once.
 */
export function formula({ expression, initial }: ValuesOf<'formula'>, pen: FormulaPen): Body {
  const { root, uses } = parseFormula(expression)
  const { node, script, dialect } = pen
  const bodyIn = (space: Namespace) => ({
    quiet: mayBeInfinite(root, known(pen, initial)),
    lets: [...uses].flatMap((name) => {
      const value = valueOf(name, pen, space)
      return value === null ? [] : [[pythonName(name), value] as const]
    }),
    result: new FormulaWriter(space, known(pen, initial), pythonName).write(root),
  })
  if (!uses.has('previous')) {
    const space = dialect.name === 'jnp' ? 'jnp' : 'np'
    const { quiet, lets, result } = bodyIn(space)
    if (space === 'jnp') return { lets: [['t', pen.t], ...lets], result }
    return {
      quiet,
      lets: [['t', `np.float64(${pen.t})`], ...lets],
      result: `float(${result})`,
    }
  }
  const { quiet, lets, result } = bodyIn('np')
  const [rule, table] = [`next_${node.name}`, `${node.name.toUpperCase()}_RATES`]
  script.define(rule, [
    ...(quiet ? [quietly] : []),
    `def ${rule}(t, previous):`,
    '    t, previous = np.float64(t), np.float64(previous)',
    ...lets.map(([name, value]) => `    ${name} = ${value}`),
    `    return float(${result})`,
  ])
  script.define(table, [
    `${table} = []`,
    `for t in range(${number(pen.node.usedUnits + 1)}):`,
    `    previous = ${table}[-1] if ${table} else ${pen.of('initial')}`,
    `    ${table}.append(${rule}(t, previous))`,
    ...arrayLine(table, dialect),
  ])
  return { result: `${table}[${dialect.index(pen.t)}]` }
}
