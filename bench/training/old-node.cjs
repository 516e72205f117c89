// What the trainer needs and Node 12.14, inside Electron 9, lacks.
const fs = require('fs')

globalThis.performance = require('perf_hooks').performance

fs.rmSync = (path, { recursive = false, force = false } = {}) => {
  try {
    if (fs.lstatSync(path).isDirectory()) fs.rmdirSync(path, { recursive })
    else fs.unlinkSync(path)
  } catch (error) {
    if (!(force && error.code === 'ENOENT')) throw error
  }
}
