import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/test.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.test(process.argv.slice(2))),
)
