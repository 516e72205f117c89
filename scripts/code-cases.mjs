// Writes fixtures/code/generated.json: what the code generator makes of every case, for make.py.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { importBundled } from './bundled.mjs'

const at = (path) => new URL(`../${path}`, import.meta.url)

const { codeTargets, scheduleCode } = await importBundled(
  "export * from './index'",
  'src/shared/domain/schedule/code',
)

const cases = JSON.parse(readFileSync(at('fixtures/code/cases.json'), 'utf8'))
const generated = cases.flatMap(({ name, spec, epochs, stepsPerEpoch }) =>
  codeTargets.map((target) => {
    const length = { totalEpochs: epochs, stepsPerEpoch }
    const code = scheduleCode(spec, { to: target, length, name })
    return { name, target, code, sha256: createHash('sha256').update(code).digest('hex') }
  }),
)
writeFileSync(at('fixtures/code/generated.json'), `${JSON.stringify(generated, null, 1)}\n`)
console.log(`${generated.length} texts for ${cases.length} cases`)
