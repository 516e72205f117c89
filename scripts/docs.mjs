import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/docs.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.docs(process.argv.slice(2))),
)
