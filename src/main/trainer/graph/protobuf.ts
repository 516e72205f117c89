/**
 * The part of tfjs-node's generated classes (google-protobuf, `dist/proto/api_pb.js`) that is used
 * here; they come without types. Messages of TensorFlow's graph.proto, function.proto, op_def.proto,
 * attr_value.proto, meta_graph.proto and saved_model.proto.
 */
export interface Message {
  serializeBinary(): Uint8Array
}

interface MapOf<Value> {
  set(key: string, value: Value): unknown
}

export interface DimMessage extends Message {
  setSize(size: number): void
}

export interface ShapeMessage extends Message {
  addDim(dim: DimMessage): void
}

export interface TensorMessage extends Message {
  setDtype(type: number): void
  setTensorShape(shape: ShapeMessage): void
  setTensorContent(bytes: Uint8Array): void
}

export interface NameAttrListMessage extends Message {
  setName(name: string): void
}

export interface ListMessage extends Message {
  setIList(values: number[]): void
  setTypeList(types: number[]): void
  setShapeList(shapes: ShapeMessage[]): void
}

export interface AttrMessage extends Message {
  setType(type: number): void
  setI(value: number): void
  setF(value: number): void
  setB(value: boolean): void
  setS(value: Uint8Array): void
  setShape(shape: ShapeMessage): void
  setTensor(tensor: TensorMessage): void
  setFunc(callee: NameAttrListMessage): void
  setList(list: ListMessage): void
}

export interface NodeMessage extends Message {
  setName(name: string): void
  setOp(op: string): void
  setInputList(inputs: string[]): void
  getAttrMap(): MapOf<AttrMessage>
}

export interface ArgMessage extends Message {
  setName(name: string): void
  setType(type: number): void
}

export interface OpDefMessage extends Message {
  setName(name: string): void
  setIsStateful(stateful: boolean): void
  setInputArgList(inputs: ArgMessage[]): void
  setOutputArgList(outputs: ArgMessage[]): void
}

export interface FunctionMessage extends Message {
  setSignature(signature: OpDefMessage): void
  setNodeDefList(nodes: NodeMessage[]): void
  getRetMap(): MapOf<string>
}

export interface LibraryMessage extends Message {
  setFunctionList(functions: FunctionMessage[]): void
}

export interface VersionMessage extends Message {
  setProducer(version: number): void
}

export interface GraphMessage extends Message {
  setNodeList(nodes: NodeMessage[]): void
  setLibrary(library: LibraryMessage): void
  setVersions(versions: VersionMessage): void
}

export interface MetaInfoMessage extends Message {
  setTagsList(tags: string[]): void
}

export interface MetaGraphMessage extends Message {
  setMetaInfoDef(info: MetaInfoMessage): void
  setGraphDef(graph: GraphMessage): void
}

export interface SavedModelMessage extends Message {
  setSavedModelSchemaVersion(version: number): void
  setMetaGraphsList(graphs: MetaGraphMessage[]): void
}

/** The classes, as `require('@tensorflow/tfjs-node/dist/proto/api_pb')` gives them. */
export interface GraphMessages {
  readonly AttrValue: (new () => AttrMessage) & { readonly ListValue: new () => ListMessage }
  readonly FunctionDef: new () => FunctionMessage
  readonly FunctionDefLibrary: new () => LibraryMessage
  readonly GraphDef: new () => GraphMessage
  readonly MetaGraphDef: (new () => MetaGraphMessage) & {
    readonly MetaInfoDef: new () => MetaInfoMessage
  }
  readonly NameAttrList: new () => NameAttrListMessage
  readonly NodeDef: new () => NodeMessage
  readonly OpDef: (new () => OpDefMessage) & { readonly ArgDef: new () => ArgMessage }
  readonly SavedModel: new () => SavedModelMessage
  readonly Tensor: new () => TensorMessage
  readonly TensorShape: (new () => ShapeMessage) & { readonly Dim: new () => DimMessage }
  readonly VersionDef: new () => VersionMessage
}
