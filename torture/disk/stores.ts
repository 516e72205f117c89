import { createHistoryStore } from '../../src/main/store/history-store'
import { createImportStore } from '../../src/main/store/import-store'
import { openConf } from '../../src/main/store/open-conf'
import { createRunFolders } from '../../src/main/store/run-folders'
import { createScheduleStore } from '../../src/main/store/schedule-store'
import { createSeriesPacks } from '../../src/main/store/series-packs'
import { createSettingsStore } from '../../src/main/store/settings-store'
import { createSpeedStore } from '../../src/main/store/speed-store'
import { createViewStore } from '../../src/main/store/view-store'

/** All stores of a data folder, as the lab opens them. */
export function openStores(dataDir: string) {
  const place = { dataDir, openStore: openConf }
  const folders = createRunFolders(dataDir)
  return {
    dataDir,
    folders,
    history: createHistoryStore({ ...place, folders }),
    settings: createSettingsStore(place),
    schedules: createScheduleStore(place),
    views: createViewStore(place),
    imports: createImportStore({ dataDir }),
    packs: createSeriesPacks({ dataDir }),
    speeds: createSpeedStore(place),
  }
}

export type Stores = ReturnType<typeof openStores>

/** Whatever the stores found damaged. */
export const problemsOf = (stores: Stores): readonly string[] => {
  const { history, settings, schedules, views, imports, speeds } = stores
  return [history, settings, schedules, views, imports, speeds].flatMap((store) => store.problems())
}
