/**
 * @typedef {object} Area
 * @property {string} name
 * @property {number} bar the least share of its branches that tests must take, in per cent
 * @property {string[]} holds what the paths of its files begin with
 */

/** What is read from outside, kept, or let in: not one branch may go untried. */
const ALL = 100
const MOST = 90

/** A file belongs to the first area that holds it. @type {Area[]} */
export const areas = [
  { name: 'storage', bar: ALL, holds: ['src/main/store/'] },
  {
    name: 'parsers',
    bar: ALL,
    holds: [
      'src/main/services/imports/',
      'src/main/services/bundles/contents.ts',
      'src/main/services/bundles/read-',
      'src/main/services/bundles/step-files.ts',
      'src/shared/domain/compare/filter/',
      'src/shared/domain/json-fault.ts',
      'src/shared/domain/schedule/formula/',
      'src/shared/domain/schedule/import/',
      'src/shared/domain/schedule/read-',
      'src/shared/domain/study-plan/parse-values.ts',
    ],
  },
  {
    name: 'validators',
    bar: ALL,
    holds: [
      'src/shared/contract/',
      'src/shared/domain/fork-rules.ts',
      'src/shared/domain/recipe-check',
      'src/shared/domain/schedule/compile.ts',
      'src/shared/domain/study-plan/check-draft.ts',
    ],
  },
  { name: 'admission', bar: ALL, holds: ['src/main/transport/'] },
  { name: 'services', bar: MOST, holds: ['src/main/services/'] },
  { name: 'command line', bar: MOST, holds: ['src/main/command/'] },
  { name: 'trainer', bar: MOST, holds: ['src/main/trainer/', 'src/main/trainer-host/'] },
  { name: 'painter', bar: MOST, holds: ['src/main/painter/', 'src/main/painter-host/'] },
  { name: 'rest of main', bar: MOST, holds: ['src/main/'] },
  { name: 'schedules', bar: MOST, holds: ['src/shared/domain/schedule/'] },
  { name: 'comparisons', bar: MOST, holds: ['src/shared/domain/compare/'] },
  { name: 'charts', bar: MOST, holds: ['src/shared/charts/'] },
  { name: 'rest of shared', bar: MOST, holds: ['src/shared/'] },
]

/** What no test can count in its own process. @type {{ path: string, why: string }[]} */
export const exclusions = [
  { path: 'src/main/index.ts', why: 'starts in Electron; the Electron stories run it' },
  { path: 'src/main/app/', why: 'needs Electron; the Electron stories run it' },
  { path: 'src/main/serve.ts', why: 'a process of its own; the browser stories run it' },
  { path: 'src/main/cli.ts', why: 'a process of its own; the integration suite runs it' },
  { path: 'src/main/trainer/index.ts', why: 'a process of its own; the integration suite runs it' },
  { path: 'src/main/painter/index.ts', why: 'a process of its own; the integration suite runs it' },
]

/** Helpers of the tests themselves are no product. @param {string} path */
export const isTestCode = (path) => /\/testing[-/]|\.test\.ts$/.test(path)
