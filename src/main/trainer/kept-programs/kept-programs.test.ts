import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { keepPrograms, type KeepingParts } from '.'
import { machineKey, type Machine } from './machine-key'

const machine: Machine = {
  ...{ processors: 'model : 1\nflags : avx2', architecture: 'x64', cores: 2, threads: '1' },
  ...{ tensorflow: ['libtensorflow 1 1'], options: '' },
}
const key = machineKey(machine) ?? ''
const name = 'xla_compile_cache__1__2__XLA_CPU_JIT.pb'

let root: string
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-kept-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  root = join(folder, 'xla')
})

/** A trainer's start: its environment, its programs, and the folder that TensorFlow is given. */
function start(changes: Partial<KeepingParts> = {}) {
  const env: NodeJS.ProcessEnv = { COOLDOWN_XLA_STORE: root }
  const parts = { recipe: { compiler: 'xla' } as const, env, machine: () => machine, ...changes }
  const programs = keepPrograms(parts)
  const folder = parts.env.TF_XLA_FLAGS?.replace('--tf_xla_persistent_cache_directory=', '') ?? ''
  return { programs, folder, env: parts.env }
}

/** A trainer that compiles one program and ends. */
function compileOnce(text = 'machine code', file = name): void {
  const { programs, folder } = start()
  writeFileSync(join(folder, file), text)
  programs.close(false)
}

const entries = () => readdirSync(join(root, key))
const atWork = () => readdirSync(join(root, 'at-work'))

describe('a trainer', () => {
  test('is given a folder of its own, for its owner alone, gone with it', () => {
    const [one, other] = [start(), start()]
    expect(one.folder).not.toBe(other.folder)
    for (const folder of [root, join(root, key), join(root, 'at-work'), one.folder]) {
      expect(statSync(folder).mode & 0o777, folder).toBe(0o700)
    }
    one.programs.close(false)
    other.programs.close(true)
    expect(atWork()).toEqual([])
  })

  test('hands on what it compiled when its first epoch is through', () => {
    const first = start()
    expect(first.env.TF_CPP_MIN_LOG_LEVEL).toBeUndefined()
    writeFileSync(join(first.folder, name), 'machine code')
    writeFileSync(join(first.folder, `${name}vm-1-2.tmp`), 'half of anoth')
    first.programs.publish()
    const second = start()
    expect(readdirSync(second.folder)).toEqual([name])
    expect(readFileSync(join(second.folder, name), 'utf8')).toBe('machine code')
    expect(second.env.TF_CPP_MIN_LOG_LEVEL).toBe('3')
  })

  test('hands on at its end what it compiled later', () => {
    const { programs, folder } = start()
    programs.publish()
    writeFileSync(join(folder, name), 'machine code')
    programs.publish()
    expect(entries()).toEqual([])
    programs.close(false)
    expect(entries()).toHaveLength(1)
  })

  test('keeps nothing twice', () => {
    compileOnce()
    const [entry = ''] = entries()
    const { mtimeMs } = statSync(join(root, key, entry))
    start().programs.close(false)
    expect(entries()).toEqual([entry])
    expect(statSync(join(root, key, entry)).mtimeMs).toBe(mtimeMs)
  })

  test('never sees a damaged program; it is removed', () => {
    compileOnce()
    writeFileSync(join(root, key, entries()[0] ?? ''), 'machine c')
    expect(readdirSync(start().folder)).toEqual([])
    expect(entries()).toEqual([])
  })

  test('that fails takes what it was handed out of the store, and adds nothing', () => {
    compileOnce()
    const { programs, folder } = start()
    writeFileSync(join(folder, name.replace('1', '3')), 'other code')
    programs.close(true)
    expect(entries()).toEqual([])
  })

  test('that was killed is swept, and its programs are dropped', () => {
    compileOnce()
    const left = join(root, 'at-work', `${key}.999999999.abcdef`)
    mkdirSync(left)
    writeFileSync(join(left, name), 'machine code')
    const living = start()
    expect(entries()).toEqual([])
    expect(atWork()).toEqual([living.folder.split('/').at(-1)])
  })

  test('of another machine or TensorFlow shares nothing; the four used last are kept', () => {
    compileOnce()
    const others = Array.from({ length: 4 }, (_, at) => ({ ...machine, cores: 4 + at }))
    for (const [at, other] of others.entries()) {
      const { programs, folder } = start({ machine: () => other })
      expect(readdirSync(folder)).toEqual([])
      programs.close(false)
      utimesSync(join(root, machineKey(other) ?? ''), at, at)
    }
    start()
    const left = readdirSync(root).filter((each) => each !== 'at-work')
    expect(left.sort()).toEqual([key, ...others.slice(1).map((each) => machineKey(each))].sort())
  })
})

describe('without an option for TensorFlow, and without a fault, where', () => {
  const nothing = (changes: Partial<KeepingParts> = {}) => {
    const { programs, env } = start(changes)
    programs.publish()
    programs.close(false)
    programs.close(true)
    return env.TF_XLA_FLAGS
  }

  test('TensorFlow compiles', () => {
    expect(nothing({ recipe: { compiler: 'tensorflow' } })).toBeUndefined()
    expect(existsSync(root)).toBe(false)
  })

  test('no folder is named, or one that TensorFlow would misread', () => {
    for (const path of [undefined, '', '/tmp/of mine', "/tmp/o'mine", '/tmp/"', '/tmp/a\\b']) {
      expect(nothing({ env: { COOLDOWN_XLA_STORE: path } })).toBeUndefined()
    }
  })

  test('somebody has set options', () => {
    const env = { COOLDOWN_XLA_STORE: root, TF_XLA_FLAGS: '--tf_xla_clustering_debug' }
    expect(nothing({ env })).toBe('--tf_xla_clustering_debug')
  })

  test('the machine is not known', () => {
    expect(nothing({ machine: () => ({ ...machine, processors: '' }) })).toBeUndefined()
    const unreadable = () => {
      throw new Error('no /proc/cpuinfo')
    }
    expect(nothing({ machine: unreadable })).toBeUndefined()
  })

  test('the disk is nearly full', () => {
    expect(nothing({ free: () => 64 * 1024 ** 2 - 1 })).toBeUndefined()
    expect(nothing({ free: () => 64 * 1024 ** 2 })).toBeDefined()
  })

  test('the folder cannot be made, is open to others, or is a link', () => {
    writeFileSync(root, '')
    expect(nothing()).toBeUndefined()
    rmSync(root)
    mkdirSync(root)
    chmodSync(root, 0o770)
    expect(nothing()).toBeUndefined()
    expect(readdirSync(root)).toEqual([])
    rmSync(root, { recursive: true })
    symlinkSync(tmpdir(), root)
    expect(nothing()).toBeUndefined()
    for (const path of ['/proc/xla', join(tmpdir(), 'cooldown-no-such', 'xla')]) {
      expect(nothing({ env: { COOLDOWN_XLA_STORE: path } })).toBeUndefined()
    }
  })

  test('what was handed over disappears meanwhile', () => {
    compileOnce()
    const { programs } = start()
    rmSync(root, { recursive: true })
    programs.publish()
    programs.close(true)
    expect(existsSync(root)).toBe(false)
  })
})
