/** How one family of Python numbers is computed with: plain floats, or arrays of JAX. */
export interface Dialect {
  readonly name: 'math' | 'jnp'
  readonly pi: string
  /** A function that both namespaces call the same. */
  readonly fn: (name: 'cos' | 'exp' | 'log' | 'sqrt' | 'tanh', x: string) => string
  readonly floor: (x: string) => string
  readonly ceil: (x: string) => string
  readonly min: (a: string, b: string) => string
  readonly max: (a: string, b: string) => string
  /** How many entries of a rising list are at most t. */
  readonly countUpTo: (list: string, t: string) => string
  /** How many entries of a rising list are below t. */
  readonly countBelow: (list: string, t: string) => string
  /** A list as something that can be indexed by a unit of time. */
  readonly array: (list: string) => string
  /** The start of time. */
  readonly zero: string
  /** A unit of time as an index of a list. */
  readonly index: (t: string) => string
}

/** Plain floats: PyTorch, Keras, and everything that reacts. */
export const plain: Dialect = {
  name: 'math',
  pi: 'math.pi',
  fn: (name, x) => `math.${name}(${x})`,
  floor: (x) => `math.floor(${x})`,
  ceil: (x) => `math.ceil(${x})`,
  min: (a, b) => `min(${a}, ${b})`,
  max: (a, b) => `max(${a}, ${b})`,
  countUpTo: (list, t) => `bisect_right(${list}, ${t})`,
  countBelow: (list, t) => `bisect_left(${list}, ${t})`,
  array: (list) => list,
  zero: '0',
  index: (t) => t,
}

/** Arrays of JAX, so that the schedule can be traced. */
export const traced: Dialect = {
  name: 'jnp',
  pi: 'jnp.pi',
  fn: (name, x) => `jnp.${name}(${x})`,
  floor: (x) => `jnp.floor(${x})`,
  ceil: (x) => `jnp.ceil(${x})`,
  min: (a, b) => `jnp.minimum(${a}, ${b})`,
  max: (a, b) => `jnp.maximum(${a}, ${b})`,
  countUpTo: (list, t) => `jnp.searchsorted(${list}, ${t}, side="right")`,
  countBelow: (list, t) => `jnp.searchsorted(${list}, ${t}, side="left")`,
  array: (list) => `jnp.asarray(${list})`,
  zero: 'jnp.asarray(0.0)',
  index: (t) => `jnp.asarray(${t}, int)`,
}

/** Division rounded down; whole divisors have an operator for it that is exact. */
export const floorDivide = ({ floor }: Dialect, t: string, by: string, value: number) =>
  Number.isInteger(value) ? `${t} // ${by}` : floor(`${t} / ${by}`)

/** The line that makes a finished list an array, where one is needed. */
export function arrayLine(name: string, { array }: Dialect): readonly string[] {
  return array(name) === name ? [] : [`${name} = ${array(name)}`]
}
