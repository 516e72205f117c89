import { describe, expect, test } from 'vitest'
import { reasonOf, systemCode } from './file-reasons'
import { describeGpuUse, parseGpus } from './gpus'
import { chooseParallel, threadsFor } from './parallelism'

const gpu = { name: 'NVIDIA A100', driver: '550.54', memoryBytes: 40_960 * 1024 ** 2 }

describe('GPUs', () => {
  test('are read from what nvidia-smi prints; lines that lack something are none', () => {
    expect(parseGpus('NVIDIA A100, 550.54, 40960\n\nNVIDIA T4, 550.54\n')).toEqual([gpu])
  })

  test.each([
    [[gpu], 'native', 'cuda', ['/GPU:0'], 'Training uses /GPU:0.'],
    [[], 'native', 'cpu', [], 'Training uses the processor: nvidia-smi reports no NVIDIA GPU'],
    [[gpu], 'wasm', '', [], 'native TensorFlow is missing, and the WASM engine cannot use it.'],
    [[gpu], 'native', 'cuda', [], 'TensorFlow cannot open it.'],
    [[gpu], 'native', 'cpu', [], 'the CPU build of TensorFlow is installed.'],
  ] as const)('%j with %s %s %j: %s', (gpus, kind, build, used, words) => {
    expect(describeGpuUse(gpus, { kind, build }, used)).toContain(words)
  })
})

describe('trainers at once', () => {
  const gigabytes = (count: number) => count * 1024 ** 3
  const chosen = (cores: number, memory: number, gpus = 0, wished: number | null = null) =>
    chooseParallel({ cores, availableMemoryBytes: gigabytes(memory), gpus }, wished)

  test('are as many as cores, as memory has room for, or as GPUs', () => {
    expect(chosen(4, 16)).toMatchObject({
      runs: 4,
      threadsPerRun: 1,
      reason: 'one for each of 4 cores',
    })
    expect(chosen(8, 2)).toMatchObject({
      runs: 2,
      threadsPerRun: 4,
      reason: 'memory has room for 2 on 8 cores',
    })
    expect(chosen(2, 0.1).runs).toBe(1)
    expect(chosen(2, 16, 4).runs).toBe(4)
  })
  test('are what a person wished, who is told what it would be', () => {
    expect(chosen(4, 16, 0, 2)).toEqual({
      runs: 2,
      automatic: 4,
      threadsPerRun: 2,
      reason: 'set by hand; the machine would run 4',
    })
    expect(threadsFor(4, 0)).toBe(4)
    expect(threadsFor(2, 5)).toBe(1)
  })
})

describe('why a file call failed', () => {
  test.each<[unknown, string]>([
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'the disk is full'],
    [Object.assign(new Error('odd.'), { code: 'EODD' }), 'odd'],
    [new Error('Something.'), 'Something'],
    ['a text', 'a text'],
  ])('%s is told as "%s"', (error, words) => {
    expect(reasonOf(error)).toBe(words)
  })
  test('has a code only where the system gave one', () => {
    expect(systemCode('ENOENT')).toBeUndefined()
    expect(systemCode(new Error('x'))).toBeUndefined()
  })
})
