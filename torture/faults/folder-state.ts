import { soundCheckpoints } from '../disk/checkpoints'
import { openStores } from '../disk/stores'

const stepsPerEpoch = 3

/** All that a freshly opened folder holds, as text that can be compared. */
export async function stateOf(dataDir: string): Promise<string> {
  const stores = openStores(dataDir)
  const { folders, settings, schedules, views, imports, speeds } = stores
  const histories = await stores.history.load()
  const runs = histories.flatMap((history) => history.runs)
  const series = await Promise.all(
    runs.map(async ({ id }) => {
      const rows = await folders.readEpochs(id)
      const { loss, learningRate } = await folders.readSteps(id)
      const settled = rows.length * stepsPerEpoch
      // All steps of an epoch whose row is missing are as good as none: the next append cuts them.
      const steps = loss.length === settled + stepsPerEpoch ? settled : loss.length
      const checkpoints = soundCheckpoints(await folders.checkpointFolder(id))
      return {
        ...{ id, rows },
        steps: { loss: [...loss.slice(0, steps)], rates: [...learningRate.slice(0, steps)] },
        log: (await folders.readLog(id)).map((line) => line.replace(/^\S+Z /, '')),
        // Others may stand beside it: what could not be deleted is no fault of the newest.
        checkpoint: checkpoints.epochs[0],
        passedOver: checkpoints.passedOver,
      }
    }),
  )
  const curves = await Promise.all(
    imports.list().map(async (info) => ({ info, rows: await imports.rows(info.id) })),
  )
  return JSON.stringify(
    {
      ...{ histories, series, curves, folders: await folders.list() },
      settings: settings.read(),
      schedules: schedules.read(),
      views: views.read(),
      speeds: speeds.read('this machine'),
    },
    null,
    1,
  )
}
