/** Who may import whom; the table in ARCHITECTURE.md says why. */
const forbid = (name, from, to) => ({ name, severity: 'error', from, to })

const roots = '^src/main/(index|serve|cli)[.]ts$'
const node = { dependencyTypes: ['core'] }

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    forbid('unresolved', {}, { couldNotResolve: true, pathNot: '[?]|^electron$' }),
    forbid(
      'no-test-imports',
      { pathNot: '[.](test|spec)[.]ts$' },
      { path: '[.](test|spec)[.]ts$' },
    ),

    forbid(
      'domain-is-a-leaf',
      { path: '^src/shared/domain', pathNot: '[.]test[.]ts$|/testing/' },
      { pathNot: '^src/shared/domain|node_modules/mathjs/' },
    ),
    // The parser of schedule formulas is the only package that the domain knows.
    forbid(
      'mathjs-has-one-door',
      { path: '^src', pathNot: '^src/shared/domain/schedule/formula/' },
      { path: 'node_modules/mathjs/' },
    ),
    forbid(
      'contract-sees-domain',
      { path: '^src/shared/contract', pathNot: '[.]test[.]ts$' },
      { path: '^src/', pathNot: '^src/shared/(contract|domain)' },
    ),
    forbid(
      'charts-see-domain',
      { path: '^src/shared/charts', pathNot: '[.]test[.]ts$' },
      { path: '^src/', pathNot: '^src/shared/(charts|domain)' },
    ),
    forbid('shared-has-no-node', { path: '^src/shared', pathNot: '[.]test[.]ts$' }, node),

    forbid(
      'main-not-to-ui',
      { path: '^src/main', pathNot: '[.]test[.]ts$' },
      { path: '^src/(renderer|preload)' },
    ),
    forbid(
      'services-are-inner',
      { path: '^src/main/services', pathNot: '[.]test[.]ts$' },
      { path: '^src/', pathNot: '^src/(main/services|shared)' },
    ),
    forbid(
      'store-sees-ports',
      { path: '^src/main/store' },
      { path: '^src/', pathNot: '^src/(main/(store|services)|shared)' },
    ),
    forbid(
      'transport-sees-contract',
      { path: '^src/main/transport', pathNot: '[.]test[.]ts$' },
      { path: '^src/', pathNot: '^src/(main/transport|shared)' },
    ),
    forbid(
      'app-sees-shared',
      { path: '^src/main/app' },
      { path: '^src/', pathNot: '^src/(main/app|shared)' },
    ),
    forbid(
      'trainer-is-isolated',
      { path: '^src/main/trainer/' },
      { path: '^src/', pathNot: '^src/(main/trainer/|shared)' },
    ),
    forbid(
      'painter-is-isolated',
      { path: '^src/main/painter/' },
      { path: '^src/', pathNot: '^src/(main/(painter|services)/|shared)' },
    ),
    forbid(
      'hosts-see-ports',
      { path: '^src/main/(trainer|painter)-host/' },
      { path: '^src/', pathNot: '^src/(main/((trainer|painter)-host|services)/|shared)' },
    ),
    forbid(
      'processes-by-path-only',
      { path: '^src', pathNot: '^src/main/(trainer|painter)/' },
      { path: '^src/main/(trainer|painter)/' },
    ),
    forbid('nothing-imports-roots', { path: '^src' }, { path: roots }),
    forbid(
      'lab-is-electron-free',
      { path: '^src/main/(serve|cli)[.]ts$' },
      { path: '(^|/)node_modules/electron(-store)?/|^electron$', reachable: true },
    ),

    forbid(
      'preload-sees-contract',
      { path: '^src/preload' },
      { path: '^src/', pathNot: '^src/(preload|shared)' },
    ),

    // Bundled into one script that exported reports carry along.
    forbid('report-sees-shared', { path: '^src/report' }, { path: '^src/(main|preload|renderer)' }),
    forbid('report-no-node', { path: '^src/report' }, node),
    forbid(
      'report-by-build-only',
      { path: '^src/(main|preload|renderer)' },
      { path: '^src/report' },
    ),
    forbid('renderer-sees-shared', { path: '^src/renderer' }, { path: '^src/(main|preload)' }),
    forbid('renderer-no-node', { path: '^src/renderer', pathNot: '[.]test[.]ts$' }, node),
    forbid(
      'bridge-via-stores',
      { path: '^src/renderer/src', pathNot: '^src/renderer/src/(bridge|stores|app)/' },
      { path: '^src/renderer/src/bridge' },
    ),
    forbid(
      'bridge-sees-contract',
      { path: '^src/renderer/src/bridge' },
      { path: '^src/', pathNot: '^src/(renderer/src/bridge|shared)' },
    ),
    forbid(
      'components-are-dumb',
      { path: '^src/renderer/src/components' },
      { path: '^src/renderer/src/(stores|features|app|bridge)/' },
    ),
    forbid(
      'stores-below-ui',
      { path: '^src/renderer/src/(stores|bridge)/' },
      { path: '^src/renderer/src/(components|composables|features|app)/' },
    ),
    forbid(
      'composables-below-features',
      { path: '^src/renderer/src/composables' },
      {
        path: '^src/renderer/src/',
        pathNot: '^src/renderer/src/((composables|stores)/|texts([.]ts$|/))',
      },
    ),
    forbid(
      'features-do-not-meet',
      { path: '^src/renderer/src/features/([^/]+)/' },
      { path: '^src/renderer/src/features/', pathNot: '^src/renderer/src/features/$1/' },
    ),

    forbid(
      'electron-has-four-doors',
      {
        path: '^src',
        pathNot: '^src/(main/index[.]ts|main/app/|main/transport/ipc|preload/)|[.]test[.]ts$',
      },
      { path: '(^|/)node_modules/electron/|^electron$' },
    ),
    forbid(
      'electron-store-has-one-door',
      { path: '^src', pathNot: '^src/main/(store/|index[.]ts)' },
      { path: 'node_modules/electron-store' },
    ),
    forbid(
      'tfjs-has-one-door',
      { path: '^src', pathNot: '^src/main/trainer/' },
      { path: 'node_modules/@tensorflow/' },
    ),
    forbid(
      'echarts-has-three-doors',
      {
        path: '^src',
        pathNot: '^src/(shared/charts|main/painter|renderer/src/(components|styles))/',
      },
      { path: 'node_modules/(vue-)?echarts/' },
    ),

    forbid(
      'e2e-is-outside',
      { path: '^e2e', pathNot: '^e2e/electron9/' },
      { path: '^src/', pathNot: '^src/shared/(contract|domain)' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|out-electron9|coverage)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
