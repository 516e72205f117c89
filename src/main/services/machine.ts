import { cpus, freemem, release, totalmem, type } from 'node:os'
import { readFile } from 'node:fs/promises'
import type {
  DatasetReport,
  EngineReport,
  Gpu,
  MachineReport,
  ParallelReport,
  PlanReport,
} from '../../shared/contract/machine'
import type { Recipe } from '../../shared/domain/recipe'
import {
  networkClasses,
  networkClassOf,
  planFor,
  type MeasuredSpeed,
  type NetworkClass,
  type TrainingPlan,
} from '../../shared/domain/thread-plan'
import { describeGpuUse, listGpus } from './gpus'
import type { InstalledParts } from './installed-parts'
import { chooseParallel, threadsFor } from './parallelism'
import type { EngineProbe, SpeedStore, TrainerLauncher } from './ports'
import type { Seat } from './run-queue'

export interface MachineParts {
  readonly appVersion: string
  readonly dataFolder: string
  readonly carrier: string
  readonly installed: InstalledParts
  readonly launcher: TrainerLauncher
  readonly dataset: () => Promise<DatasetReport>
  readonly wishedParallel: () => number | null
  readonly speeds: SpeedStore
  readonly storageProblems: () => readonly string[]
}

type Probe = EngineProbe | { readonly problem: string }

/** This machine: its processor, memory, GPUs and engine, and how runs are spread over them. */
export class Machine {
  private readonly cores = cpus().length
  private availableMemoryBytes = freemem()
  private gpus: readonly Gpu[] = []
  private opening: Promise<void> | null = null
  private probing: Promise<Probe> | null = null
  private tensorflowGpus: readonly string[] = []
  private seats = 0

  constructor(private readonly parts: MachineParts) {}

  /**
   * Looks at the machine, once. How runs are planned and spread is known from then on. The engine
   * takes a second to answer and is asked only where it could have a GPU.
   */
  open(): Promise<void> {
    this.opening ??= this.look()
    return this.opening
  }

  private async look(): Promise<void> {
    this.availableMemoryBytes = await availableMemory()
    this.gpus = await listGpus()
    if (this.gpus.length > 0) await this.probe()
  }

  private probe(): Promise<Probe> {
    this.probing ??= this.parts.launcher.probe().then(
      (probe) => {
        this.tensorflowGpus = probe.gpus
        return probe
      },
      (error: unknown) => ({ problem: (error as Error).message }),
    )
    return this.probing
  }

  parallel(): ParallelReport {
    const { cores, availableMemoryBytes } = this
    const resources = { cores, availableMemoryBytes, gpus: this.usableGpus() }
    return chooseParallel(resources, this.parts.wishedParallel())
  }

  /** Threads and device for the next trainer; GPUs are given out in turn. */
  seat(together: number): Seat {
    const gpus = this.usableGpus()
    const environment: Record<string, string> =
      gpus > 1 ? { CUDA_VISIBLE_DEVICES: String(this.seats++ % gpus) } : {}
    return { threads: threadsFor(this.cores, together), environment }
  }

  /**
   * Who compiles a run's graph and on how many threads it trains when `together` runs are made at
   * once: by what was measured here. On a GPU the threads hardly matter, and TensorFlow's own
   * kernels are the safe choice.
   */
  async planFor(recipe: Pick<Recipe, 'model'>, together: number): Promise<TrainingPlan> {
    await this.open()
    const atOnce = Math.min(together, this.parallel().runs)
    return this.planOf(networkClassOf(recipe), threadsFor(this.cores, atOnce))
  }

  private planOf(network: NetworkClass, threads: number): TrainingPlan {
    if (this.usableGpus() > 0) return { compiler: 'tensorflow', threads }
    return planFor(network, threads, this.measured())
  }

  /** Times every way of training, alone and sharing, and keeps the result; takes some seconds. */
  async measure(): Promise<void> {
    const { launcher, speeds } = this.parts
    const alone = await launcher.measure(this.cores)
    const shared = this.cores > 1 ? await launcher.measure(1) : []
    speeds.write(this.identity(), [...shared, ...alone])
  }

  /** What was measured of this machine with the engine that it has now; empty before. */
  measured(): readonly MeasuredSpeed[] {
    return this.parts.speeds.read(this.identity())
  }

  /** True once this machine was measured with the engine that it has now. */
  get isMeasured(): boolean {
    return this.measured().length > 0
  }

  /** What speeds depend on: another processor or engine makes them void. */
  private identity(): string {
    const { tensorflow } = this.parts.installed
    return [processorName(), this.cores, tensorflow?.build ?? '', process.versions.node].join(', ')
  }

  private describePlan(): PlanReport {
    const together = Math.max(2, this.parallel().runs)
    const forAll = (threads: number) =>
      networkClasses.map((network) => ({ network, ...this.planOf(network, threads) }))
    return {
      alone: forAll(this.cores),
      together: forAll(threadsFor(this.cores, together)),
      measured: [...this.measured()],
    }
  }

  /** TensorFlow tells only whether it uses a GPU; how many there are, the driver tells. */
  private usableGpus(): number {
    return this.tensorflowGpus.length === 0 ? 0 : Math.max(1, this.gpus.length)
  }

  async describe(): Promise<MachineReport> {
    await this.open()
    const probe = await this.probe()
    const engine = describeEngine(probe, this.parts.installed)
    return {
      appVersion: this.parts.appVersion,
      dataFolder: this.parts.dataFolder,
      carrier: this.parts.carrier,
      operatingSystem: `${type()} ${release()}`,
      processor: processorName(),
      cores: this.cores,
      memoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      nodeVersion: process.versions.node,
      engine,
      gpus: [...this.gpus],
      tensorflowGpus: [...this.tensorflowGpus],
      gpuNote: describeGpuUse(this.gpus, engine, this.tensorflowGpus),
      dataset: await this.parts.dataset(),
      parallel: this.parallel(),
      plan: this.describePlan(),
      storageProblems: [...this.parts.storageProblems()],
    }
  }
}

const processorName = () => cpus()[0]?.model.trim() ?? 'unknown'

/** On Linux the kernel's own estimate, which counts reclaimable caches; elsewhere free memory. */
async function availableMemory(): Promise<number> {
  const kernel = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(kernel)?.[1]
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024
}

const wasmNotice =
  'Native TensorFlow could not be had, so runs use the WASM engine: the same results within ' +
  'rounding, many times slower, and never on a GPU.'

function describeEngine(probe: Probe, { tensorflow }: InstalledParts): EngineReport {
  const known = { source: tensorflow?.source ?? 'unknown', tried: tensorflow?.tried ?? [] }
  if ('problem' in probe) {
    return { kind: 'none', name: 'none', version: '', build: '', notice: probe.problem, ...known }
  }
  const { engine, version } = probe
  if (engine === 'wasm') {
    const name = `TensorFlow.js ${version} (WASM)`
    return { kind: 'wasm', name, version, build: 'wasm', notice: wasmNotice, ...known }
  }
  const build = tensorflow?.build ?? 'unknown build'
  return { kind: 'native', name: `TensorFlow ${version}`, version, build, notice: null, ...known }
}
