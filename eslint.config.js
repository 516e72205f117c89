import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'

const typed = [
  'src/**/*.{ts,vue}',
  'e2e/**/*.ts',
  'integration/**/*.ts',
  'torture/**/*.ts',
  'bench/**/*.ts',
  '*.config.ts',
]

const member = (/** @type {string} */ name) => `MemberExpression[property.name='${name}']`

/** What makes HTML or a program of a text, or hands an address to the system. */
const unsafe = [
  {
    selector: `AssignmentExpression > ${member('innerHTML')}, AssignmentExpression > ${member('outerHTML')}, ${member('insertAdjacentHTML')}, ${member('srcdoc')}`,
    message: 'Text stays text: use textContent.',
  },
  {
    selector: "Property[key.name='renderMode'][value.value='html']",
    message: 'Tooltips are drawn as text: renderMode is richText.',
  },
  {
    selector: `${member('openExternal')}, ${member('openPath')}`,
    message: 'Nothing of the page is handed to the system to be opened.',
  },
  {
    selector: "ImportExpression:not([source.type='Literal'])",
    message: 'Programs are named in the source, not by data.',
  },
]

/** Handlers that anybody may call are registered where the sender is checked. */
const ipcOutside = [
  {
    selector: `CallExpression > MemberExpression[object.name='ipcMain'][property.name=/^(on|once|handle|handleOnce)$/]`,
    message: 'Only transport/ipc.ts and app/menu.ts register handlers: they check who asks.',
  },
]

export default typescript.config(
  globalIgnores(['out*/', 'node_modules/', 'coverage/', 'test-results/', 'playwright-report/']),
  {
    files: typed,
    extends: [typescript.configs.strictTypeChecked, vue.configs['flat/recommended'], prettier],
    languageOptions: {
      parserOptions: {
        project: ['node', 'web', 'web-tests', 'e2e'].map((part) => `./tsconfig.${part}.json`),
        parser: typescript.parser,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // An async function that only throws or returns still owes its caller a promise.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Pass a seeded generator in.' },
      ],
      // Text that comes from elsewhere stays text, and never becomes a program.
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-syntax': ['error', ...unsafe, ...ipcOutside],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['src/main/transport/ipc.ts', 'src/main/app/menu.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unsafe] },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
)
