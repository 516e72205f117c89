import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/coverage.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.coverage(process.argv.slice(2))),
)
