import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/bench.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.bench(process.argv.slice(2))),
)
