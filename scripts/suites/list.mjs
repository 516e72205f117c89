/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} program below node_modules
 * @property {string[]} args
 * @property {'status' | 'vitest' | 'playwright'} counts where the numbers come from
 * @property {true} [looksOnly] reads the sources and nothing else: such suites run side by side
 * @property {string} [needs] a setting without which the suite cannot run
 * @property {boolean} [screen] needs a display; a virtual one is started where there is none
 */

const vitest = (/** @type {string} */ project) => ({
  program: 'vitest/vitest.mjs',
  args: ['run', '--project', project, '--reporter=default', '--reporter=json'],
  counts: /** @type {const} */ ('vitest'),
})

const playwright = (/** @type {string} */ project) => ({
  program: '@playwright/test/cli.js',
  args: ['test', '--project', project],
  counts: /** @type {const} */ ('playwright'),
})

/** Every suite of `npm test`, in order. @type {Suite[]} */
export const suites = [
  {
    name: 'types',
    program: 'vue-tsc/bin/vue-tsc.js',
    args: ['--build'],
    counts: 'status',
    looksOnly: true,
  },
  {
    name: 'lint',
    program: 'eslint/bin/eslint.js',
    args: ['.'],
    counts: 'status',
    looksOnly: true,
  },
  {
    name: 'format',
    program: 'prettier/bin/prettier.cjs',
    args: ['--check', '.'],
    counts: 'status',
    looksOnly: true,
  },
  {
    name: 'imports',
    program: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'src', 'e2e'],
    counts: 'status',
    looksOnly: true,
  },
  { name: 'unit', ...vitest('unit') },
  { name: 'integration', ...vitest('integration') },
  { name: 'browser', needs: 'CHROMIUM_PATH', ...playwright('browser') },
  { name: 'electron', needs: 'COOLDOWN_TEST_ELECTRON', screen: true, ...playwright('electron') },
]
