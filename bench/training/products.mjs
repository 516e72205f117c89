/** Steps' worth of products in one call: long enough for the call itself to weigh nothing. */
const STEPS = 1_000
/** Ever longer trials, after each of which the matrices are kept from growing or shrinking. */
const TRIALS = [1, 3, 10, 30, 100]

/**
 * Multiply-adds of a training step's products, counted as two operations: forward, and backward to
 * weights and to inputs, but for the images.
 * @param {number} batch @param {readonly number[]} units of every layer, the images first
 */
export function stepOperations(batch, units) {
  return units.slice(1).reduce((sum, outputs, layer) => {
    const times = layer === 0 ? 2 : 3
    return sum + times * 2 * batch * (units[layer] ?? 0) * outputs
  }, 0)
}

/**
 * The eight products of a training step of three layers and nothing else, in a loop of TensorFlow's:
 * what no trainer of this network on this TensorFlow can be faster than. Each product needs the one
 * before it and the first needs the last, so none can be left out or taken out of the loop.
 * @param {any} graph our writer of graphs
 * @param {number} batch @param {readonly number[]} units @param {boolean} compiled by XLA
 */
export function productsProgram(
  graph,
  batch,
  [inputs = 0, first = 0, second = 0, last = 0],
  compiled,
) {
  const { add, constant, fill, graphFunction, less, matMul, whileLoop } = graph
  const float = (/** @type {string} */ name, /** @type {number[]} */ ...shape) => ({
    name,
    dtype: 'float32',
    shape,
  })
  const scalar = (/** @type {string} */ name) => ({ name, dtype: 'int32', shape: [] })
  const feeds = [
    scalar('count'),
    float('images', batch, inputs),
    float('kernel1', inputs, first),
    float('kernel2', first, second),
    float('kernel3', second, last),
  ]
  const slopes = [float('slope2', first, second), float('slope3', second, last)]
  const values = [scalar('step'), ...feeds, ...slopes]
  const condition = graphFunction(
    'goes_on',
    values,
    (/** @type {any} */ _, /** @type {any} */ given) => [less(given('step'), given('count'))],
  )
  const body = graphFunction(
    'products',
    values,
    (/** @type {any} */ at, /** @type {any} */ given) => {
      const images = given('images')
      const hidden1 = matMul(images, given('kernel1'))
      const hidden2 = matMul(hidden1, given('kernel2'))
      const output = matMul(hidden2, given('kernel3'))
      const slope3 = matMul(hidden2, output, { transposeA: true })
      const back2 = matMul(output, given('kernel3'), { transposeB: true })
      const slope2 = matMul(hidden1, back2, { transposeA: true })
      const back1 = matMul(back2, given('kernel2'), { transposeB: true })
      const slope1 = matMul(images, back1, { transposeA: true })
      const step = add(given('step'), constant(at, 1, 'int32'))
      const unchanged = ['kernel2', 'kernel3'].map(given)
      return [step, given('count'), images, slope1, ...unchanged, slope2, slope3]
    },
  )
  const entry = graphFunction('run', feeds, (/** @type {any} */ at, /** @type {any} */ given) => {
    const zeros = slopes.map(({ shape }) => fill(at, shape, constant(at, 0)))
    const start = [constant(at, 0, 'int32'), ...feeds.map(({ name }) => given(name)), ...zeros]
    const found = whileLoop(condition, body, start, at, !compiled)
    return [found[3], ...found.slice(-slopes.length)]
  })
  return {
    variables: [],
    functions: [condition, body, entry],
    entries: [{ name: 'run', callee: entry, compiled }],
  }
}

/**
 * Opens the products on native TensorFlow.
 * @param {any} graph @param {any} native
 * @param {{ batch: number, units: readonly number[], compiled: boolean }} what
 * @returns {() => number} seconds of one step's products
 */
export function openProducts(graph, native, { batch, units, compiled }) {
  const { tf } = native
  const runner = new graph.ProgramRunner(native, productsProgram(graph, batch, units, compiled))
  const [inputs = 0, first = 0, second = 0, last = 0] = units
  const matrices = {
    images: tf.randomUniform([batch, inputs], 0, 1, 'float32', 1).dataSync(),
    kernel1: tf.randomNormal([inputs, first], 0, 0.05, 'float32', 2).dataSync(),
    kernel2: tf.randomNormal([first, second], 0, 0.05, 'float32', 3).dataSync(),
    kernel3: tf.randomNormal([second, last], 0, 0.05, 'float32', 4).dataSync(),
  }
  const run = (/** @type {number} */ count) => {
    const before = performance.now()
    const [result] = runner.run('run', { count: Int32Array.of(count), ...matrices })
    const seconds = (performance.now() - before) / 1000
    const size = result.reduce(
      (/** @type {number} */ most, /** @type {number} */ each) => Math.max(most, Math.abs(each)),
      0,
    )
    return { seconds, size }
  }
  // From step to step kernel1 grows by one factor, in which kernel3 counts twice: it becomes 1.
  for (const steps of TRIALS) {
    const growth = run(steps + 1).size / run(steps).size
    matrices.kernel3 = matrices.kernel3.map(
      (/** @type {number} */ each) => each / Math.sqrt(growth),
    )
  }
  return () => {
    const { seconds, size } = run(STEPS)
    if (size > 1e-20 && size < 1e20) return seconds / STEPS
    throw new Error(`the products left the range of ordinary numbers: ${size}`)
  }
}
