import { explain } from './ways.mjs'

/** @typedef {import('./context.mjs').Context} Context */

/**
 * One message about a part that could not be had; undefined when all is well.
 * @param {'tensorflow' | 'electron' | 'electron9' | 'dataset'} name
 * @param {any} part
 * @param {Context} context
 * @returns {string | undefined}
 */
export function messageFor(name, part, context) {
  if (name === 'tensorflow') return tensorflowMessage(part, context)
  if (name === 'dataset') return datasetMessage(part, context)
  return electronMessage(name, part, context)
}

/** @param {import('./tensorflow.mjs').TensorflowPart} part @param {Context} context */
function tensorflowMessage({ kind, source, tried }, context) {
  const named = context.env.COOLDOWN_TENSORFLOW
  if (kind === 'native') {
    const refused = named && source !== 'folder' ? tried.slice(0, 1) : []
    return refused.length > 0
      ? explain('COOLDOWN_TENSORFLOW cannot be used; another TensorFlow is used.', refused, [])
      : undefined
  }
  const headline =
    'No native TensorFlow: training uses the WebAssembly backend on the CPU, many times ' +
    'slower, without GPU, and with results that differ in the last digits.'
  return explain(headline, tried, [
    ...(context.offline ? ['Run the command once without --offline, with a network.'] : []),
    ...space(tried),
    `Install Python with pip and a C++ compiler${compilerHint(context)}.`,
    'Or set COOLDOWN_TENSORFLOW to a folder with libtensorflow_cc (or libtensorflow) and include/.',
    again(tried),
  ])
}

/** @param {Context} context */
function compilerHint({ platform }) {
  if (platform === 'linux') return ' (Debian, Ubuntu: sudo apt-get install python3-pip g++)'
  return platform === 'darwin' ? ' (xcode-select --install)' : ''
}

/**
 * @param {'electron' | 'electron9'} name
 * @param {import('./electron.mjs').ElectronPart} part
 * @param {Context} context
 */
function electronMessage(name, { executable, source, tried }, context) {
  const named = context.env.ELECTRON_OVERRIDE_DIST_PATH
  if (executable) {
    return name === 'electron' && named && source !== 'override'
      ? explain('ELECTRON_OVERRIDE_DIST_PATH cannot be used.', tried.slice(0, 1), [])
      : undefined
  }
  if (name === 'electron9') {
    return explain('No Electron 9 for the end-to-end tests.', tried, [
      ...space(tried),
      again(tried),
    ])
  }
  if (tried.at(-1)?.why.includes('--retry does')) {
    return 'No Electron program; `npm run setup -- electron --retry` tries again and says why.'
  }
  return explain('No Electron program: the app is served to your browser instead.', tried, [
    ...(context.offline ? ['Run the command once without --offline, with a network.'] : []),
    ...space(tried),
    'Unpack an Electron release and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    'Or let its download reach its server: HTTPS_PROXY or ELECTRON_MIRROR.',
    again(tried),
  ])
}

/** @param {import('./dataset.mjs').DatasetPart} part @param {Context} context */
function datasetMessage({ dir, source, tried }, context) {
  const named = context.env.COOLDOWN_DATASET
  if (dir) {
    return named && source !== 'folder'
      ? explain('COOLDOWN_DATASET cannot be used; other files are used.', tried.slice(0, 1), [])
      : undefined
  }
  return explain('No Fashion-MNIST images: runs cannot be trained until they are there.', tried, [
    ...(context.offline ? ['Run the command once without --offline, with a network.'] : []),
    ...space(tried),
    `Put ${Object.keys(context.pins.dataset.files).join(', ')} into a folder and set ` +
      'COOLDOWN_DATASET to it.',
    again(tried),
  ])
}

/**
 * @param {import('./ways.mjs').Tried[]} tried
 * @returns {string[]} what to do about a disk or folder that refuses files
 */
function space(tried) {
  const isFull = tried.some(({ why }) => /ENOSPC|EDQUOT|no space left/i.test(why))
  const isClosed = tried.some(({ why }) => /EROFS|EACCES|permission denied/i.test(why))
  return [
    ...(isFull ? ['Free disk space (2 GB is plenty), or set COOLDOWN_CACHE to another disk.'] : []),
    ...(isClosed ? ['Make the cache folder writable, or set COOLDOWN_CACHE to one that is.'] : []),
  ]
}

/** @param {import('./ways.mjs').Tried[]} tried */
function again(tried) {
  const remembered = tried.some(({ why }) => why.includes('--retry does'))
  return remembered ? 'Then run the command again with --retry.' : 'Then run the command again.'
}
