// Our engine with nothing around it: steps are trained and validated, and what comes of them is
// dropped. What the product adds to this is the price of recording.
import { readFileSync } from 'node:fs'
import { openSession } from './session.mjs'
import { serveEpochs } from './serve-epochs.mjs'

const { trainEpoch, validate, version } = await openSession(
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')),
)

await serveEpochs({ tensorflow: version }, async (epochs, told) => {
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = performance.now()
    await trainEpoch()
    const valAccuracy = await validate()
    told({ seconds: (performance.now() - before) / 1000, valAccuracy })
  }
})
