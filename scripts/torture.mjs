import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/torture.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.torture(process.argv.slice(2))),
)
