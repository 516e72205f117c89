// Unpacks the data set of one folder into a cache, as the set-up does; the torture of caches kills it.
import { createContext } from '../../scripts/setup/context.mjs'
import { decodeDataset } from '../../scripts/setup/dataset-decode.mjs'

const [, , folder = '', cache = ''] = process.argv
process.stdout.write(`${decodeDataset(createContext({ cache, offline: true }), folder).sha256}\n`)
