import type { Argument } from './function-graph'
import type { GraphFunction } from './graph-function'
import type { AttrMessage, GraphMessages, NodeMessage } from './protobuf'
import {
  GraphError,
  elements,
  type Attribute,
  type Attributes,
  type DType,
  type Shape,
  type TensorType,
} from './tensor'

/** TensorFlow's numbers for element types (types.proto). */
const typeNumbers: Readonly<Record<DType, number>> = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  string: 7,
  bool: 10,
  resource: 20,
  uint32: 22,
}

/** Graphs of this producer version have functions with handles, loops and every op used here. */
const producerVersion = 1_000

/** A variable of a program, alive as long as the session is. */
export interface ProgramVariable extends TensorType {
  readonly name: string
}

/** What can be run by itself: a function, and which of its arguments are variables. */
export interface EntryPoint {
  readonly name: string
  readonly callee: GraphFunction
  /** XLA compiles the whole function. */
  readonly compiled: boolean
}

export interface Program {
  readonly variables: readonly ProgramVariable[]
  /** Every function that is called or looped over, directly or not. */
  readonly functions: readonly GraphFunction[]
  /** Arguments named like a variable are given it; the others are fed. */
  readonly entries: readonly EntryPoint[]
}

/** Names under which an entry's values are fed and fetched in the session. */
export const feedName = (entry: string, argument: string) => `${entry}_${argument}`
export const fetchName = (entry: string, result: number) => `${entry}_result_${result}`

/** A program as the bytes of a `saved_model.pb` with the tag `serve`. */
export function encodeSavedModel(program: Program, messages: GraphMessages): Uint8Array {
  const encoder = new Encoder(messages)
  const graph = new messages.GraphDef()
  graph.setNodeList(mainNodes(program).map((node) => encoder.node(node)))
  const library = new messages.FunctionDefLibrary()
  library.setFunctionList(program.functions.map((each) => encoder.function(each)))
  graph.setLibrary(library)
  const versions = new messages.VersionDef()
  versions.setProducer(producerVersion)
  graph.setVersions(versions)
  const info = new messages.MetaGraphDef.MetaInfoDef()
  info.setTagsList(['serve'])
  const meta = new messages.MetaGraphDef()
  meta.setMetaInfoDef(info)
  meta.setGraphDef(graph)
  const model = new messages.SavedModel()
  model.setSavedModelSchemaVersion(1)
  model.setMetaGraphsList([meta])
  return model.serializeBinary()
}

interface PlainNode {
  readonly name: string
  readonly op: string
  readonly inputs: readonly string[]
  readonly attributes: Attributes
}

/** Variables, and for each entry what is fed, the call, and what is fetched. */
function mainNodes({ variables, entries }: Program): readonly PlainNode[] {
  const handles = variables.map(({ name, dtype, shape }) => ({
    name,
    op: 'VarHandleOp',
    inputs: [],
    attributes: {
      dtype: { kind: 'type', value: dtype },
      shape: { kind: 'shape', value: shape },
      shared_name: { kind: 'text', value: name },
    } satisfies Attributes,
  }))
  const isVariable = ({ name }: Argument) => variables.some((variable) => variable.name === name)
  return [...handles, ...entries.flatMap((entry) => entryNodes(entry, isVariable))]
}

function entryNodes(
  { name, callee, compiled }: EntryPoint,
  isVariable: (argument: Argument) => boolean,
): readonly PlainNode[] {
  const { signature } = callee.graph
  const feeds = signature.filter((argument) => !isVariable(argument))
  const callName = `${name}_call`
  return [
    ...feeds.map(({ name: argument, dtype, shape }) => ({
      name: feedName(name, argument),
      op: 'Placeholder',
      inputs: [],
      attributes: {
        dtype: { kind: 'type', value: dtype },
        shape: { kind: 'shape', value: shape },
      } satisfies Attributes,
    })),
    {
      name: callName,
      op: 'StatefulPartitionedCall',
      inputs: signature.map((argument) =>
        isVariable(argument) ? argument.name : feedName(name, argument.name),
      ),
      attributes: {
        Tin: { kind: 'types', value: signature.map(({ dtype }) => dtype) },
        Tout: { kind: 'types', value: callee.results.map(({ dtype }) => dtype) },
        f: { kind: 'function', value: callee.graph.name },
        ...(compiled ? { _XlaMustCompile: { kind: 'bool', value: true } } : {}),
      },
    },
    ...callee.results.map(({ dtype }, index) => ({
      name: fetchName(name, index),
      op: 'Identity',
      inputs: [`${callName}:${index}`],
      attributes: { T: { kind: 'type', value: dtype } } satisfies Attributes,
    })),
  ]
}

/** Ops that touch variables make the functions around them stateful. */
const statefulOps = new Set([
  'AssignVariableOp',
  'ReadVariableOp',
  'While',
  'StatefulPartitionedCall',
])

class Encoder {
  constructor(private readonly messages: GraphMessages) {}

  function({ graph, results }: GraphFunction) {
    const { FunctionDef, OpDef } = this.messages
    const signature = new OpDef()
    signature.setName(graph.name)
    signature.setIsStateful(graph.nodes.some(({ op }) => statefulOps.has(op)))
    signature.setInputArgList(graph.signature.map(({ name, dtype }) => this.argument(name, dtype)))
    signature.setOutputArgList(results.map(({ dtype }, index) => this.argument(`r${index}`, dtype)))
    const message = new FunctionDef()
    message.setSignature(signature)
    message.setNodeDefList(
      graph.nodes.map(({ name, op, inputs, after, attributes }) =>
        this.node({
          name,
          op,
          inputs: [...inputs.map(({ ref }) => ref), ...after.map((each) => `^${each}`)],
          attributes,
        }),
      ),
    )
    results.forEach(({ ref }, index) => message.getRetMap().set(`r${index}`, ref))
    return message
  }

  node({ name, op, inputs, attributes }: PlainNode): NodeMessage {
    const message = new this.messages.NodeDef()
    message.setName(name)
    message.setOp(op)
    message.setInputList([...inputs])
    for (const [key, value] of Object.entries(attributes)) {
      message.getAttrMap().set(key, this.attribute(value))
    }
    return message
  }

  private argument(name: string, dtype: DType) {
    const message = new this.messages.OpDef.ArgDef()
    message.setName(name)
    message.setType(typeNumbers[dtype])
    return message
  }

  private attribute(attribute: Attribute): AttrMessage {
    const message = new this.messages.AttrValue()
    switch (attribute.kind) {
      case 'type':
        message.setType(typeNumbers[attribute.value])
        break
      case 'int':
        message.setI(attribute.value)
        break
      case 'float':
        message.setF(attribute.value)
        break
      case 'bool':
        message.setB(attribute.value)
        break
      case 'text':
        message.setS(Buffer.from(attribute.value))
        break
      case 'shape':
        message.setShape(this.shape(attribute.value))
        break
      case 'values':
        message.setTensor(this.tensor(attribute.type, attribute.value))
        break
      case 'function': {
        const callee = new this.messages.NameAttrList()
        callee.setName(attribute.value)
        message.setFunc(callee)
        break
      }
      case 'types':
      case 'ints':
      case 'shapes':
        message.setList(this.list(attribute))
        break
    }
    return message
  }

  private list(attribute: Extract<Attribute, { kind: 'types' | 'ints' | 'shapes' }>) {
    const list = new this.messages.AttrValue.ListValue()
    if (attribute.kind === 'types')
      list.setTypeList(attribute.value.map((each) => typeNumbers[each]))
    if (attribute.kind === 'ints') list.setIList([...attribute.value])
    if (attribute.kind === 'shapes')
      list.setShapeList(attribute.value.map((each) => this.shape(each)))
    return list
  }

  private shape(shape: Shape) {
    const message = new this.messages.TensorShape()
    for (const size of shape) {
      const dim = new this.messages.TensorShape.Dim()
      dim.setSize(size)
      message.addDim(dim)
    }
    return message
  }

  private tensor({ dtype, shape }: TensorType, values: readonly number[]) {
    const all =
      values.length === 1 ? Array.from({ length: elements(shape) }, () => values[0] ?? 0) : values
    const message = new this.messages.Tensor()
    message.setDtype(typeNumbers[dtype])
    message.setTensorShape(this.shape(shape))
    message.setTensorContent(bytesOf(dtype, all))
    return message
  }
}

/** Little-endian, as every machine that TensorFlow runs on. */
function bytesOf(dtype: DType, values: readonly number[]): Uint8Array {
  const list = [...values]
  switch (dtype) {
    case 'float32':
      return new Uint8Array(Float32Array.from(list).buffer)
    case 'float64':
      return new Uint8Array(Float64Array.from(list).buffer)
    case 'int32':
      return new Uint8Array(Int32Array.from(list).buffer)
    case 'uint32':
      return new Uint8Array(Uint32Array.from(list).buffer)
    case 'uint8':
    case 'bool':
      return Uint8Array.from(list)
    case 'string':
    case 'resource':
      throw new GraphError(`there is no constant of ${dtype}`)
  }
}
