import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/parity.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.parity(process.argv.slice(2))),
)
