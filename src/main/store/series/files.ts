import { join } from 'node:path'
import { LabError } from '../../../shared/contract/errors'
import type { StepValues } from '../../../shared/contract/trainer'
import type { EpochRow, StepSeries } from '../../../shared/domain/series'
import type { Disk } from '../disk'
import { decodeEpochs, encodeEpoch } from './epoch-lines'
import { cutTail, extend, keepEvidence, readSeries, shorten } from './extend'
import { RateSumReader } from './rate-sums'
import { decodeSteps, encodeSteps, settledBytes, settledEpochs, soundSteps } from './step-blocks'

const epochsName = 'series.epochs'
const stepsName = 'series.steps'
export const seriesNames = [epochsName, stepsName] as const

/** Where a run's two files end: known after they were read, cut to their sound part, or extended. */
interface Ends {
  readonly epochs: number
  readonly epochBytes: number
  readonly stepBytes: number
}

/** A file of a run's series, and how far it is sound. */
export interface SeriesFileState {
  readonly path: string
  readonly bytes: Buffer
  readonly soundBytes: number
}

/** How far a run's two files are sound. */
export interface SeriesState {
  readonly epochs: number
  /** Of these, how many have their steps. */
  readonly stepEpochs: number
  /** Where the steps of the last epoch end; an epoch that broke off may have left more. */
  readonly settledStepBytes: number
  readonly epochsFile: SeriesFileState
  readonly stepsFile: SeriesFileState
}

/** The series of all runs. Calls for one folder must not overlap; reading may at any time. */
export class SeriesFiles {
  private readonly ends = new Map<string, Ends>()

  private readonly rateSums: RateSumReader

  constructor(private readonly disk: Disk) {
    this.rateSums = new RateSumReader(disk)
  }

  /** Steps first, forced to disk, then the row, forced to disk: a row means a whole epoch. */
  async appendEpoch(folder: string, row: EpochRow, steps: StepValues): Promise<void> {
    const ends = await this.endsOf(folder)
    if (row.epoch !== ends.epochs) {
      throw new LabError(
        'wrong-state',
        `Epoch ${row.epoch + 1} cannot be stored: ${ends.epochs} epochs are, so ${ends.epochs + 1} is next.`,
      )
    }
    const line = encodeEpoch(row)
    const block = encodeSteps('whole', row.epoch, steps)
    this.ends.delete(folder)
    await extend(this.disk, join(folder, stepsName), ends.stepBytes, block)
    try {
      await extend(this.disk, join(folder, epochsName), ends.epochBytes, line)
    } catch (error) {
      // Best effort: steps without their row are cut before the next append.
      await shorten(this.disk, join(folder, stepsName), ends.stepBytes).catch(() => undefined)
      throw error
    }
    this.ends.set(folder, {
      epochs: ends.epochs + 1,
      epochBytes: ends.epochBytes + line.length,
      stepBytes: ends.stepBytes + block.length,
    })
  }

  /** Steps of an epoch that broke off; an epoch appended later replaces them. */
  async appendSteps(folder: string, steps: StepValues): Promise<void> {
    const { epochs, stepBytes } = await this.endsOf(folder)
    this.ends.delete(folder)
    const block = encodeSteps('part', epochs, steps)
    await extend(this.disk, join(folder, stepsName), stepBytes, block)
  }

  async readEpochs(folder: string): Promise<readonly EpochRow[]> {
    return decodeEpochs(await readSeries(this.disk, join(folder, epochsName))).rows
  }

  async readSteps(folder: string): Promise<StepSeries> {
    return decodeSteps(await readSeries(this.disk, join(folder, stepsName)))
  }

  /** Sums of the applied rates up to the end of each of the first `epochs` epochs; NaN where damaged. */
  readRateSums(folder: string, epochs: number): Promise<Float64Array<ArrayBuffer>> {
    return this.rateSums.read(folder, join(folder, stepsName), epochs)
  }

  /** What the two files, in the order of {@link seriesNames}, hold of the first `epochs` epochs. */
  async firstEpochs(folder: string, epochs: number): Promise<readonly [Buffer, Buffer]> {
    const { rows } = decodeEpochs(await readSeries(this.disk, join(folder, epochsName)))
    const steps = await readSeries(this.disk, join(folder, stepsName))
    const sound = Math.min(rows.length, settledEpochs(steps, epochs))
    if (sound < epochs) {
      throw new LabError(
        'wrong-state',
        `Only ${sound} of the first ${epochs} epochs in ${folder} can be read.`,
      )
    }
    return [
      Buffer.concat(rows.slice(0, epochs).map(encodeEpoch)),
      steps.subarray(0, settledBytes(steps, epochs)),
    ]
  }

  /** How far the two files are sound; changes nothing. */
  async inspect(folder: string): Promise<SeriesState> {
    const [epochsFile, stepsFile] = [join(folder, epochsName), join(folder, stepsName)]
    const epochBytes = await readSeries(this.disk, epochsFile)
    const stepBytes = await readSeries(this.disk, stepsFile)
    const { rows, soundBytes } = decodeEpochs(epochBytes)
    return {
      epochs: rows.length,
      stepEpochs: settledEpochs(stepBytes, rows.length),
      settledStepBytes: settledBytes(stepBytes, rows.length),
      epochsFile: { path: epochsFile, bytes: epochBytes, soundBytes },
      stepsFile: { path: stepsFile, bytes: stepBytes, soundBytes: soundSteps(stepBytes) },
    }
  }

  /** Cuts what is torn or damaged now, rather than before the next append; notes steps that are lost. */
  async mend(folder: string): Promise<void> {
    this.ends.delete(folder)
    const { epochsFile, stepsFile, epochs, stepEpochs } = await this.inspect(folder)
    for (const { path, bytes, soundBytes } of [epochsFile, stepsFile]) {
      await cutTail(this.disk, path, bytes, soundBytes)
    }
    const isLost = stepEpochs < epochs && stepsFile.bytes.length === stepsFile.soundBytes
    if (isLost) await keepEvidence(this.disk, stepsFile.path, Buffer.alloc(0))
  }

  forget(folder: string): void {
    this.ends.delete(folder)
    this.rateSums.forget(folder)
  }

  private async endsOf(folder: string): Promise<Ends> {
    return this.ends.get(folder) ?? this.repair(folder)
  }

  /** Cuts both files to their settled parts, with what is cut kept beside them. */
  private async repair(folder: string): Promise<Ends> {
    const { epochs, epochsFile, stepsFile, settledStepBytes } = await this.inspect(folder)
    await cutTail(this.disk, epochsFile.path, epochsFile.bytes, epochsFile.soundBytes)
    await cutTail(this.disk, stepsFile.path, stepsFile.bytes, settledStepBytes)
    const ends = { epochs, epochBytes: epochsFile.soundBytes, stepBytes: settledStepBytes }
    this.ends.set(folder, ends)
    return ends
  }
}
