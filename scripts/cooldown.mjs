import { requireNode } from './setup/node-version.mjs'

requireNode()
Promise.all([import('./launch/run.mjs'), import('./launch/cooldown.mjs')]).then(
  ([{ runEntry }, entry]) => runEntry(() => entry.cooldown(process.argv.slice(2))),
)
