import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/start.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.start(process.argv.slice(2))),
)
