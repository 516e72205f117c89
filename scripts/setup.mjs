import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/setup.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.setup(process.argv.slice(2))),
)
