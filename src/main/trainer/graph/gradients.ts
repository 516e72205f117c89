import { broadcastTo, reshape } from './ops/arrays'
import { repeatedAxes } from './ops/broadcast'
import {
  add,
  cast,
  constant,
  div,
  exp,
  greaterEqual,
  matMul,
  mul,
  neg,
  sign,
  square,
  sub,
  sum,
} from './ops/math'
import { activationGrad, biasAddGrad, conv2dGrads, poolGrad, type Sliding } from './ops/neural'
import { elements, GraphError, type GraphNode, type Shape, type Tensor } from './tensor'

/**
 * From the gradient at a node's first output to those at its inputs, in their order; null where
 * none flows. The functions are called only for inputs that are asked for.
 */
type Gradients = (node: GraphNode, gradient: Tensor) => readonly ((() => Tensor) | null)[]

/** The tensors that a node was given, as many as its op takes. */
function inputsOf(node: GraphNode): readonly [Tensor, Tensor, Tensor] {
  // Each rule below uses only as many as its op has.
  return node.inputs as unknown as readonly [Tensor, Tensor, Tensor]
}

const outputOf = (node: GraphNode): Tensor => node.outputs[0] as Tensor

/** Sums a gradient over the axes along which its tensor was repeated. */
function unbroadcast(gradient: Tensor, shape: Shape): Tensor {
  const axes = repeatedAxes(shape, gradient.shape)
  if (axes.length === 0) return gradient
  return reshape(sum(gradient, { axes }), shape)
}

/** Rules of the ops that take two tensors and repeat the smaller one. */
function broadcasting(
  one: (node: GraphNode, gradient: Tensor) => Tensor,
  other: (node: GraphNode, gradient: Tensor) => Tensor,
): Gradients {
  return (node, gradient) => {
    const [a, b] = inputsOf(node)
    return [
      () => unbroadcast(one(node, gradient), a.shape),
      () => unbroadcast(other(node, gradient), b.shape),
    ]
  }
}

const unary =
  (rule: (node: GraphNode, gradient: Tensor) => Tensor): Gradients =>
  (node, gradient) => [() => rule(node, gradient)]

const of = (gradient: Tensor, value: number) => constant(gradient.graph, value, gradient.dtype)

/** Where a comparison of the inputs holds, the gradient; 0 elsewhere. */
const where = (condition: Tensor, gradient: Tensor) =>
  mul(gradient, cast(condition, gradient.dtype))

const matMulGradients: Gradients = (node, gradient) => {
  const [a, b] = inputsOf(node)
  const flag = (name: string) => {
    const attribute = node.attributes[name]
    return attribute?.kind === 'bool' && attribute.value
  }
  const [ta, tb] = [flag('transpose_a'), flag('transpose_b')]
  return [
    () =>
      ta
        ? matMul(b, gradient, { transposeA: tb, transposeB: true })
        : matMul(gradient, b, { transposeB: !tb }),
    () =>
      tb
        ? matMul(gradient, a, { transposeA: true, transposeB: ta })
        : matMul(a, gradient, { transposeA: !ta }),
  ]
}

/** What a reduced tensor's gradient is over the whole of its input. */
function expand(node: GraphNode, gradient: Tensor): Tensor {
  const [input, axes] = inputsOf(node)
  const attribute = axes.node?.attributes.value
  const over = attribute?.kind === 'values' ? attribute.value : []
  const kept = input.shape.map((size, axis) => (over.includes(axis) ? 1 : size))
  return broadcastTo(reshape(gradient, kept), input.shape)
}

const softmaxGradient = (node: GraphNode, gradient: Tensor) => {
  const output = outputOf(node)
  const shared = sum(mul(gradient, output), { axes: [output.shape.length - 1], keep: true })
  return mul(sub(gradient, shared), output)
}

function slidingOf(node: GraphNode): Sliding {
  const { strides, padding } = node.attributes
  if (strides?.kind !== 'ints' || padding?.kind !== 'text') {
    throw new GraphError(`${node.name} does not say how it slides`)
  }
  const [, down = 1, right = 1] = strides.value
  return { strides: [down, right], padding: padding.value === 'SAME' ? 'same' : 'valid' }
}

const poolGradients =
  (kind: 'max' | 'average'): Gradients =>
  (node, gradient) => {
    const size = node.attributes.ksize
    if (size?.kind !== 'ints') throw new GraphError(`${node.name} has no window`)
    const [, height = 1, width = 1] = size.value
    const by = { ...slidingOf(node), kind, window: [height, width] as const }
    return [() => poolGrad(inputsOf(node)[0], outputOf(node), gradient, by)]
  }

const convGradients: Gradients = (node, gradient) => {
  const [image, kernel] = inputsOf(node)
  const rules = conv2dGrads(image, kernel, gradient, slidingOf(node))
  return [rules.image, rules.kernel]
}

/** The loss has its gradient beside it; nothing flows to labels. */
const entropyGradients: Gradients = (node, gradient) => [
  () => mul(reshape(gradient, [...gradient.shape, 1]), node.outputs[1] as Tensor),
  null,
]

/** 2 / sqrt(pi) */
const erfSlope = 2 / Math.sqrt(Math.PI)

/** Every op that a gradient can flow through. Subgradients: 0 for abs, relu at 0; all to the first of equals. */
const rules: Readonly<Record<string, Gradients>> = {
  AddV2: broadcasting(
    (_, g) => g,
    (_, g) => g,
  ),
  Sub: broadcasting(
    (_, g) => g,
    (_, g) => neg(g),
  ),
  Mul: broadcasting(
    (node, g) => mul(g, inputsOf(node)[1]),
    (node, g) => mul(g, inputsOf(node)[0]),
  ),
  RealDiv: broadcasting(
    (node, g) => div(g, inputsOf(node)[1]),
    (node, g) => neg(div(mul(g, outputOf(node)), inputsOf(node)[1])),
  ),
  Maximum: broadcasting(
    (node, g) => where(greaterEqual(...pairOf(node)), g),
    (node, g) => sub(g, where(greaterEqual(...pairOf(node)), g)),
  ),
  Abs: unary((node, g) => mul(g, sign(inputsOf(node)[0]))),
  Neg: unary((_, g) => neg(g)),
  Square: unary((node, g) => mul(g, mul(inputsOf(node)[0], of(g, 2)))),
  Sqrt: unary((node, g) => div(mul(g, of(g, 0.5)), outputOf(node))),
  Rsqrt: unary((node, g) => {
    const y = outputOf(node)
    return mul(mul(g, of(g, -0.5)), mul(y, square(y)))
  }),
  Exp: unary((node, g) => mul(g, outputOf(node))),
  Tanh: unary((node, g) => mul(g, sub(of(g, 1), square(outputOf(node))))),
  Sigmoid: unary((node, g) => {
    const y = outputOf(node)
    return mul(g, mul(y, sub(of(g, 1), y)))
  }),
  Erf: unary((node, g) => mul(g, mul(of(g, erfSlope), exp(neg(square(inputsOf(node)[0])))))),
  Relu: unary((node, g) => activationGrad('ReluGrad', g, outputOf(node))),
  Elu: unary((node, g) => activationGrad('EluGrad', g, outputOf(node))),
  Selu: unary((node, g) => activationGrad('SeluGrad', g, outputOf(node))),
  Softmax: unary(softmaxGradient),
  MatMul: matMulGradients,
  BiasAdd: (_, g) => [() => g, () => biasAddGrad(g)],
  Reshape: (node, g) => [() => reshape(g, inputsOf(node)[0].shape), null],
  Identity: unary((_, g) => g),
  Sum: (node, g) => [() => expand(node, g), null],
  Mean: (node, g) => {
    const share = elements(outputOf(node).shape) / elements(inputsOf(node)[0].shape)
    return [() => expand(node, mul(g, of(g, share))), null]
  },
  Conv2D: convGradients,
  MaxPool: poolGradients('max'),
  AvgPool: poolGradients('average'),
  SparseSoftmaxCrossEntropyWithLogits: entropyGradients,
  SoftmaxCrossEntropyWithLogits: entropyGradients,
}

function pairOf(node: GraphNode): readonly [Tensor, Tensor] {
  const [one, other] = inputsOf(node)
  return [one, other]
}

/** Names of the ops that have a rule. */
export const differentiableOps: readonly string[] = Object.keys(rules)

/** Nodes between the sources and the target: the way that gradients take. */
function nodesBetween(target: Tensor, sources: readonly Tensor[]): ReadonlySet<GraphNode> {
  const starts = new Set(sources.map(({ ref }) => ref))
  const reached = new Map<GraphNode, boolean>()
  const reaches = ({ node, ref }: Tensor): boolean => {
    if (starts.has(ref)) return true
    if (!node) return false
    const known = reached.get(node)
    if (known !== undefined) return known
    // Every input is looked at: some() would stop at the first that reaches.
    const found = node.inputs.map(reaches).includes(true)
    reached.set(node, found)
    return found
  }
  reaches(target)
  return new Set([...reached].flatMap(([node, found]) => (found ? [node] : [])))
}

/**
 * Gradients of a scalar with respect to tensors of the same function, by reverse accumulation.
 * Throws {@link GraphError} when an op on the way has no rule, or a source has no influence.
 */
export function gradientsOf(target: Tensor, sources: readonly Tensor[]): readonly Tensor[] {
  if (elements(target.shape) !== 1) {
    throw new GraphError(`gradients need a scalar, was given ${target.shape.join(' x ')}`)
  }
  const way = nodesBetween(target, sources)
  const found = new Map<string, Tensor>([
    [target.ref, constant(target.graph, 1, target.dtype, target.shape)],
  ])
  // Nodes were added after everything they use, so backwards each comes after all that use it.
  const nodes = target.graph.nodes.filter((node) => way.has(node)).reverse()
  for (const node of nodes) {
    const gradient = found.get(outputOf(node).ref)
    if (!gradient) continue
    const rule = rules[node.op]
    if (!rule) throw new GraphError(`there is no gradient for ${node.op} (${node.name})`)
    rule(node, gradient).forEach((give, index) => {
      const input = node.inputs[index]
      if (!give || !input || !leads(input, way, sources)) return
      const known = found.get(input.ref)
      found.set(input.ref, known ? add(known, give()) : give())
    })
  }
  return sources.map((source) => {
    const gradient = found.get(source.ref)
    if (gradient) return gradient
    throw new GraphError(`${target.ref} does not depend on ${source.ref}`)
  })
}

const leads = (input: Tensor, way: ReadonlySet<GraphNode>, sources: readonly Tensor[]) =>
  sources.some(({ ref }) => ref === input.ref) || (input.node !== null && way.has(input.node))
