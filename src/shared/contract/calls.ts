import { z } from 'zod'
import { markLimits } from '../domain/run-marks'
import {
  bundleAdded,
  bundleDescription,
  bundleFile,
  bundleOrder,
  bundleSeries,
  rerunBegun,
  rerunOrder,
} from './bundles'
import {
  chartRequest,
  comparisonRequest,
  drawnRequest,
  eventFilesRequest,
  everythingRequest,
  exportedFile,
  reportRequest,
  runChartRequest,
  scheduleChartRequest,
  tableRequest,
} from './exports'
import {
  filesToImport,
  importId,
  importName,
  importOutcome,
  importedInfo,
  importedInfos,
  importedSeries,
  importsWanted,
} from './imports'
import { machineReport } from './machine'
import { markChanges } from './marks'
import { recipeChanges, studyRecipeChanges } from './recipe-changes'
import {
  namedSchedules,
  savedSchedule,
  savedSchedules,
  scheduleToRemove,
  scheduleToSave,
} from './schedules'
import {
  checkpoint,
  epochColumns,
  epochRow,
  runId,
  runProgress,
  runRecord,
  seed,
  stepSeries,
  studyHistory,
  studyId,
  studyName,
  studyTemplate,
  totalEpochs,
  trialId,
} from './schemas'
import { settings, settingsChanges } from './settings'
import { studyDraft } from './study-draft'
import { studyEstimate } from './study-estimate'
import { eitherWith } from './either-with'
import { savedView, savedViews, viewToRemove, viewToSave } from './views'

const call = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({
  input,
  output,
})

const nothing = z.object({})
const oneStudy = z.object({ studyId })
const oneRun = z.object({ runId })
const someRuns = z.object({ runIds: z.array(runId).min(1).max(markLimits.runs) })

/** Which part of a template to run, and how often. */
const templateOrder = z.object({
  templateId: z.string(),
  /** Name of the new study; the template's own when left out. */
  name: studyName.optional(),
  /** Length of every run; durations left at their default follow it. */
  totalEpochs: totalEpochs.optional(),
  /** Only these trials; all when left out, none of them when empty. */
  trialIds: z.array(trialId).optional(),
  /** More trials, after the template's own: its base recipe under these schedules. */
  schedules: namedSchedules.optional(),
  /** What all these trials have in place of the template's; null leaves an optional field out. */
  recipe: studyRecipeChanges.optional(),
  seeds: z.array(seed).min(1).max(1_000),
})

/** Trials given whole, or taken from a template. */
const studyOrder = eitherWith('draft', z.object({ draft: studyDraft }), templateOrder)

/** From which checkpoint of a run to go on, and how. */
const forkOrder = oneRun.extend({
  /** Finished epochs of the checkpoint. */
  epochs: z.int().min(1),
  /** Name of the new trial; made from the run's when left out, numbered when it is taken. */
  name: studyName.optional(),
  /** New values of the recipe's fields; null leaves an optional one out. */
  changes: recipeChanges,
})

/**
 * Every call of the lab, declared once: what goes in, what comes out. The preload bridge, the
 * WebSocket client and the service objects are all derived from this table.
 */
export const calls = {
  machine: {
    /** The machine, the engine, the data and how runs are spread over them. */
    describe: call(nothing, machineReport),
    /** Times every way of training on this machine, which takes some seconds, and keeps the result. */
    measure: call(nothing, machineReport),
  },
  settings: {
    read: call(nothing, settings),
    /** Changes the fields given, keeps the others. */
    update: call(settingsChanges, settings),
  },
  studies: {
    templates: call(nothing, z.array(studyTemplate)),
    /** All studies with their runs' records, newest first. */
    list: call(nothing, z.array(studyHistory)),
    get: call(oneStudy, studyHistory),
    /** Makes a study from a draft or a template and queues one run per trial and seed. */
    create: call(studyOrder, studyHistory),
    /** How long that would take on this machine; nothing is made. */
    estimate: call(studyOrder, studyEstimate),
    rename: call(oneStudy.extend({ name: studyName }), studyHistory),
    /** Stops what still runs and takes the study out of sight; gone for good once the lab closed. */
    remove: call(oneStudy, nothing),
    /** Brings a removed study back, with the runs it had; while the lab is open. */
    restore: call(oneStudy, studyHistory),
    pause: call(oneStudy, nothing),
    /** Paused runs go on, and interrupted ones from their newest checkpoint. */
    resume: call(oneStudy, nothing),
    stop: call(oneStudy, nothing),
    /** Queues a new attempt of every run that ended without completing. */
    retry: call(oneStudy, nothing),
  },
  runs: {
    pause: call(oneRun, runRecord),
    /** A paused run goes on; an interrupted, stopped or failed one from its newest checkpoint. */
    resume: call(oneRun, runRecord),
    stop: call(oneRun, runRecord),
    /** Queues a new attempt of a run that has ended; the old one stays in the history. */
    retry: call(oneRun, runRecord),
    /** Moves a queued run to the front of the queue. */
    prioritise: call(oneRun, runRecord),
    /** The checkpoints that are kept of a run, oldest first. */
    checkpoints: call(oneRun, z.array(checkpoint)),
    /** Queues a new run with another's first epochs, in a new trial of its study. */
    fork: call(forkOrder, runRecord),
    /** Finished epochs of the runs named. */
    epochs: call(
      z.object({ runIds: z.array(runId).max(10_000) }),
      z.array(z.object({ runId, rows: z.array(epochRow) })),
    ),
    /** The same for many runs at once: how many epochs each has, and the columns of all, end to end. */
    columns: call(
      z.object({ runIds: z.array(runId).max(markLimits.runs) }),
      z.object({ epochs: z.array(z.int().min(0)), columns: epochColumns.shape.columns }),
    ),
    /** Per-step loss and applied rate of the finished steps. */
    steps: call(oneRun, stepSeries),
    log: call(oneRun, z.object({ lines: z.array(z.string()) })),
    /** Per run the sum of the applied rates up to the end of each finished epoch. */
    rateSums: call(
      z.object({ runIds: z.array(runId).max(markLimits.runs) }),
      z.array(z.object({ runId, sums: z.instanceof(Float64Array) })),
    ),
    /** Tags, notes, renames, colours or archives runs, many at once. */
    mark: call(someRuns.extend({ changes: markChanges }), z.array(runRecord)),
    /** Takes ended runs out of sight; gone for good once the lab closed. */
    remove: call(someRuns, nothing),
    /** Brings removed runs back; while the lab is open. */
    restore: call(someRuns, z.array(runRecord)),
    /** What is known of running runs between their epochs. */
    progress: call(nothing, z.array(runProgress)),
  },
  schedules: {
    /** All saved schedules, the one changed last first. */
    list: call(nothing, savedSchedules),
    /** Keeps a new schedule, or replaces the one that has the id. */
    save: call(scheduleToSave, savedSchedule),
    remove: call(scheduleToRemove, nothing),
  },
  views: {
    /** All saved views of comparisons, the one saved last first. */
    list: call(nothing, savedViews),
    /** Keeps a new view, or replaces the one that has the id. */
    save: call(viewToSave, savedView),
    remove: call(viewToRemove, nothing),
  },
  imports: {
    /** Curves from elsewhere without their points, the latest first. */
    list: call(nothing, importedInfos),
    /** Their points. */
    rows: call(importsWanted, importedSeries),
    /** Reads files and keeps the curves in them: all of them, or none where one cannot be read. */
    add: call(filesToImport, importOutcome),
    rename: call(z.object({ importId, name: importName }), importedInfo),
    remove: call(z.object({ importIds: z.array(importId).min(1) }), nothing),
  },
  exports: {
    table: call(tableRequest, exportedFile),
    /** A picture of one metric of any runs and imports, as a comparison draws it. */
    comparison: call(comparisonRequest, exportedFile),
    /** A picture of a comparison's other charts. */
    chart: call(chartRequest, exportedFile),
    /** The numbers of exactly what a comparison draws. */
    drawn: call(drawnRequest, exportedFile),
    /** All epochs or steps of the runs. */
    everything: call(everythingRequest, exportedFile),
    /** TensorBoard's event files in one zip, a folder per run. */
    eventFiles: call(eventFilesRequest, exportedFile),
    /** A report that works without Cooldown. */
    report: call(reportRequest, exportedFile),
    runChart: call(runChartRequest, exportedFile),
    /** Nothing of it need be saved, or trained. */
    scheduleChart: call(scheduleChartRequest, exportedFile),
  },
  bundles: {
    /** One file with all that is needed to train the runs again and to check them. */
    make: call(bundleOrder, exportedFile),
    /** What a bundle holds; every part of it is checked. */
    show: call(bundleFile, bundleDescription),
    /** Epochs that a bundle holds of these of its runs. */
    epochs: call(bundleSeries, z.array(z.object({ runId, rows: z.array(epochRow) }))),
    /** Adds a bundle's studies and runs to the history, over nothing that is there. */
    add: call(bundleFile, bundleAdded),
    /** Queues a bundle's runs anew, as studies of this history. */
    rerun: call(rerunOrder, rerunBegun),
  },
} as const

/** Every event of the lab with what it carries; past tense, in batches where they come fast. */
export const events = {
  /** Runs changed state, or were made. */
  runsChanged: z.object({ runs: z.array(runRecord) }),
  /** Epochs finished (already on disk) and progress between them, a few times a second at most. */
  runsAdvanced: z.object({
    epochs: z.array(z.object({ runId, row: epochRow })),
    progress: z.array(runProgress),
  }),
  /** Runs went out of sight. */
  runsRemoved: someRuns,
  /** Removed runs are back. */
  runsRestored: z.object({ runs: z.array(runRecord) }),
  studyChanged: studyHistory,
  studyRemoved: oneStudy,
  settingsChanged: settings,
  /** All saved schedules, after one was saved or removed. */
  schedulesChanged: z.object({ schedules: savedSchedules }),
  /** All saved views, after one was saved or removed. */
  viewsChanged: z.object({ views: savedViews }),
  /** All curves from elsewhere, without their points. */
  importsChanged: z.object({ imports: importedInfos }),
} as const
