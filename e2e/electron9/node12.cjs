// What Node 12.14 lacks of the Node that the app is written for; loaded before the app.
const fs = require('fs')
const { TextDecoder, TextEncoder } = require('util')

Object.assign(globalThis, {
  TextDecoder,
  TextEncoder,
  performance: require('perf_hooks').performance,
})

// Older stat calls throw for a missing file whatever they are told.
for (const name of ['statSync', 'lstatSync']) {
  const original = fs[name]
  fs[name] = (path, options) => {
    try {
      return original(path, options)
    } catch (error) {
      if (options && options.throwIfNoEntry === false && error.code === 'ENOENT') return undefined
      throw error
    }
  }
}

fs.promises.rm = async (path, { recursive = false, force = false } = {}) => {
  try {
    const isFolder = (await fs.promises.lstat(path)).isDirectory()
    await (isFolder ? fs.promises.rmdir(path, { recursive }) : fs.promises.unlink(path))
  } catch (error) {
    if (!(force && error.code === 'ENOENT')) throw error
  }
}

globalThis.Event = class Event {
  constructor(type) {
    this.type = type
  }
}

globalThis.EventTarget = class EventTarget {
  constructor() {
    this.listeners = new Map()
  }
  addEventListener(type, listener) {
    this.listeners.set(type, [...(this.listeners.get(type) || []), listener])
  }
  removeEventListener(type, listener) {
    this.listeners.set(
      type,
      (this.listeners.get(type) || []).filter((each) => each !== listener),
    )
  }
  dispatchEvent(event) {
    for (const listener of this.listeners.get(event.type) || []) listener.call(this, event)
    return true
  }
}
