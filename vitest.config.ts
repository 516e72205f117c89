import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** `unit` needs nothing but Node; `integration` needs TensorFlow, the data and a build. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          // Properties are tried thousands of times, on cores that others use too.
          testTimeout: 120_000,
          include: ['src/**/*.test.ts', '{bench,scripts}/**/*.test.mjs'],
          exclude: ['src/**/*.integration.test.ts'],
          // electron-store so that tests can say what Electron is.
          server: { deps: { inline: ['element-plus', 'vue-echarts', 'electron-store'] } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['src/**/*.integration.test.ts', '{integration,torture}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Trainers take a core each, and the smallest machine has two.
          maxWorkers: 2,
          // TensorFlow tells of every model that it loads.
          env: { TF_CPP_MIN_LOG_LEVEL: '2' },
        },
      },
    ],
  },
})
