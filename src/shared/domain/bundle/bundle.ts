import type { RunRecord } from '../run'
import type { Study } from '../study'

/** Where a bundle was made. */
export interface BundleMachine {
  readonly operatingSystem: string
  readonly processor: string
  readonly cores: number
  readonly nodeVersion: string
  /** Name and build of the engine there, such as "TensorFlow 2.21.0 (cpu)". */
  readonly engine: string
}

/** The images that the runs were trained on. */
export interface BundleData {
  readonly name: string
  /** SHA-256 of the decoded images, in hexadecimal; null where they were not at hand. */
  readonly sha256: string | null
}

/** What a bundle file says of itself, without its series. */
export interface BundleDescription {
  /** SHA-256 of all that it lists, in hexadecimal: two bundles of one id are alike. */
  readonly id: string
  /** Version of Cooldown that made it. */
  readonly appVersion: string
  readonly machine: BundleMachine
  readonly data: BundleData
  readonly studies: readonly Study[]
  /** All have ended; those that had not when the bundle was made are told as interrupted. */
  readonly runs: readonly RunRecord[]
}
