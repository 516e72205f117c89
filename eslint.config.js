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
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
)
