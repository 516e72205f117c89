/** Element-wise functions of Keras; `gelu` is the exact one, with the error function. */
export type Activation =
  'linear' | 'relu' | 'tanh' | 'sigmoid' | 'gelu' | 'elu' | 'selu' | 'softmax'

/** How a kernel is drawn: Keras's rules of the same names. */
export type Initializer =
  'glorot-uniform' | 'glorot-normal' | 'he-uniform' | 'he-normal' | 'lecun-uniform' | 'lecun-normal'

/** One number for both, or height and width. */
export type Pair = number | readonly [number, number]

export type Padding = 'valid' | 'same'

/** What layers with a kernel share. The penalties are added to the loss, as Keras's regularizers. */
export interface KernelOptions {
  /** Glorot-uniform when left out. */
  readonly initializer?: Initializer
  /** Factor of the sum of the kernel's absolute values; 0 when left out. */
  readonly l1?: number
  /** Factor of the sum of the kernel's squares; 0 when left out. */
  readonly l2?: number
}

export interface DenseSpec extends KernelOptions {
  readonly kind: 'dense'
  readonly units: number
  readonly activation: Activation
}

export interface Conv2dSpec extends KernelOptions {
  readonly kind: 'conv2d'
  readonly filters: number
  readonly kernelSize: Pair
  /** 1 when left out. */
  readonly strides?: Pair
  /** `valid` when left out. */
  readonly padding?: Padding
  readonly activation: Activation
}

export interface PoolSpec {
  readonly kind: 'max-pool' | 'average-pool'
  /** 2 when left out. */
  readonly poolSize?: Pair
  /** The pool size when left out. */
  readonly strides?: Pair
  /** `valid` when left out. */
  readonly padding?: Padding
}

export interface BatchNormSpec {
  readonly kind: 'batch-norm'
  /** Share of the old moving statistics that an update keeps; 0.99 when left out. */
  readonly momentum?: number
  /** 0.001 when left out. */
  readonly epsilon?: number
}

/** What batch normalisation has unless its spec says otherwise. */
export const batchNormDefaults = { momentum: 0.99, epsilon: 0.001 } as const

export interface DropoutSpec {
  readonly kind: 'dropout'
  /** Share of the inputs set to 0 while training, in [0, 1). */
  readonly rate: number
}

export type LayerSpec =
  { readonly kind: 'flatten' } | DenseSpec | Conv2dSpec | PoolSpec | BatchNormSpec | DropoutSpec

/** A stack of layers; the last one is a dense softmax over the classes. */
export interface ModelSpec {
  readonly layers: readonly LayerSpec[]
}
