import type { Disk } from '../disk'
import { readSeries } from './extend'
import { sumRates, type SummedBlocks } from './step-blocks'

const nothing: SummedBlocks = { sums: [], end: 0 }

/**
 * Sums of the applied rates, kept per run: a run's steps are read once, and what it trained since
 * when it is asked for again. Only finished epochs are kept; their bytes never change.
 */
export class RateSumReader {
  private readonly known = new Map<string, SummedBlocks>()

  constructor(private readonly disk: Disk) {}

  /** One sum for each of the first `epochs` epochs, NaN from the first on whose steps are damaged. */
  async read(
    folder: string,
    stepsFile: string,
    epochs: number,
  ): Promise<Float64Array<ArrayBuffer>> {
    const known = this.known.get(folder) ?? nothing
    const { sums } =
      known.sums.length < epochs ? await this.readOn(folder, stepsFile, known, epochs) : known
    return Float64Array.from({ length: epochs }, (_, epoch) => sums[epoch] ?? NaN)
  }

  forget(folder: string): void {
    this.known.delete(folder)
  }

  private async readOn(
    folder: string,
    stepsFile: string,
    known: SummedBlocks,
    epochs: number,
  ): Promise<SummedBlocks> {
    const bytes = await readSeries(this.disk, stepsFile, known.end)
    const summed = sumRates(bytes, known, epochs)
    this.known.set(folder, summed)
    return summed
  }
}
