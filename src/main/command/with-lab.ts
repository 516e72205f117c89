import type { Lab } from '../services/lab'
import { openLabHere } from '../lab-here'
import { dataDirHere } from '../data-dir-here'
import { openConf } from '../store/open-conf'

export interface LabOptions {
  readonly dataDir?: string
  readonly parallel?: number
  readonly measuresWhenIdle?: boolean
}

/** Opens the lab for one command and closes it whatever happens. */
export async function withLab<Result>(
  { dataDir, parallel, measuresWhenIdle }: LabOptions,
  carrier: string,
  use: (lab: Lab) => Promise<Result>,
): Promise<Result> {
  const lab = await openLabHere({
    dataDir: await dataDirHere(dataDir),
    openStore: openConf,
    carrier,
    parallelRuns: parallel,
    measuresWhenIdle,
  })
  try {
    return await use(lab)
  } finally {
    await lab.close()
  }
}

/** Opens the lab for looking only: beside a running app, too. */
export async function readLab<Result>(
  { dataDir }: LabOptions,
  use: (lab: Lab) => Promise<Result>,
): Promise<Result> {
  const lab = await openLabHere({
    dataDir: await dataDirHere(dataDir),
    openStore: openConf,
    carrier: 'command line',
    readOnly: true,
  })
  try {
    return await use(lab)
  } finally {
    await lab.close()
  }
}

export const dataDirOption = [
  '--data-dir <folder>',
  'where the history is kept (default: COOLDOWN_HOME, else the folder the app uses)',
] as const
