import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cooldown, freshFolder, trainersOf } from './cooldown'

const run = promisify(execFile)
const program = resolve(import.meta.dirname, '../out/main/cli.js')
const has = (tool: string) =>
  run(...(['which', [tool]] as const)).then(
    () => true,
    () => false,
  )
const [hasStrace, hasNamespaces] = await Promise.all([
  has('strace'),
  run('unshare', ['-rn', 'true']).then(
    () => true,
    () => false,
  ),
])

let folder: Awaited<ReturnType<typeof freshFolder>>
let data: string
beforeEach(async () => {
  folder = await freshFolder()
  data = join(folder.path, 'data')
})
afterEach(() => folder.remove())

const train = ['--epochs', '2', '--trials', 'exponential']
const inData = () => ['--data-dir', data]

/** Every path below a folder. */
async function below(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.map((entry) => join(entry.parentPath, entry.name))
}

async function served(...more: string[]) {
  const server = cooldown(['serve', ...inData(), '--port', '0', ...more])
  const line = await server.line((each) => each.includes('?token='))
  const address = /http:\/\/\S+?token=[\w-]+/.exec(line)?.[0] ?? ''
  return { server, address, token: new URL(address).searchParams.get('token') ?? '' }
}

/** Arguments and environment of a process, as its user can read them; arguments all can. */
async function told(pid: number): Promise<{ args: string; env: string }> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  return { args: await read('cmdline'), env: await read('environ') }
}

test('a trainer is told nothing that it need not know', async () => {
  const secrets = { COOLDOWN_TEST_SECRET: 'sesame', NODE_OPTIONS: '', AWS_SECRET: 'sesame' }
  const study = cooldown(['study', 'run', 'article', ...inData(), '--json', ...train], secrets)
  await study.line((line) => line.includes('"epoch":1,'))
  const [trainer] = await trainersOf(study.child.pid ?? 0)
  const { args, env } = await told(trainer ?? 0)
  expect((await study.ended).code).toBe(0)
  const [node, ...rest] = args.split('\0').filter((each) => each !== '')
  expect(node).toBe(process.execPath)
  expect(rest).toEqual(['--max-semi-space-size=2', expect.stringMatching(/\/trainer\.js$/)])
  expect(env).not.toContain('sesame')
  const names = env.split('\0').map((each) => each.split('=')[0] ?? '')
  const allowed =
    /^(PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP|LANG|LC_ALL|SystemRoot|(DY)?LD_LIBRARY_PATH|(TF|CUDA|OMP|COOLDOWN_(ENGINE|XLA))\w*|MALLOC_ARENA_MAX|XLA_FLAGS|ELECTRON_RUN_AS_NODE|NODE_CHANNEL_\w+|)$/
  expect(names.filter((name) => !allowed.test(name))).toEqual([])
})

test('whatever a session leaves is its owner’s alone, even without a umask', async () => {
  const command = [process.execPath, program, 'study', 'run', 'article', ...inData(), ...train]
  const free = await run('sh', ['-c', 'umask 000; exec "$@"', 'sh', ...command])
  expect(free.stderr).toBe('')
  const { server, token } = await served('--json')
  server.child.kill('SIGTERM')
  expect((await server.ended).code).toBe(0)

  const all = [data, ...(await below(data))]
  expect(all.length).toBeGreaterThan(8)
  const open: string[] = []
  for (const path of all) {
    const stats = await lstat(path)
    const wanted = stats.isDirectory() ? 0o700 : 0o600
    if ((stats.mode & 0o777) !== wanted)
      open.push(`${relative(data, path)} ${(stats.mode & 0o777).toString(8)}`)
    if (stats.isFile()) expect(await readFile(path, 'latin1'), path).not.toContain(token)
  }
  expect(open).toEqual([])
})

test.runIf(process.platform === 'linux')(
  'the token reaches a browser through a file of its owner, and no program’s arguments',
  async () => {
    // In the place of the program that opens browsers: it writes down what it was given.
    const tools = join(folder.path, 'tools')
    const seen = join(folder.path, 'seen')
    await mkdir(tools)
    const opener = join(tools, 'xdg-open')
    await writeFile(
      opener,
      `#!/bin/sh\nprintf '%s' "$*" > '${seen}.part'; mv '${seen}.part' '${seen}'\n`,
    )
    await chmod(opener, 0o755)
    const env = { DISPLAY: ':none', PATH: `${tools}${delimiter}${process.env.PATH ?? ''}` }
    const server = cooldown(['serve', ...inData(), '--port', '0'], env)
    const line = await server.line((each) => each.includes('?token='))
    const address = /http:\/\/\S+/.exec(line)?.[0] ?? ''
    const token = new URL(address).searchParams.get('token') ?? 'none'
    await expect.poll(() => readFile(seen, 'utf8').catch(() => '')).toMatch(/^file:\/\/\S+\.html$/)
    const file = join(data, 'open.html')
    expect(await readFile(seen, 'utf8')).not.toContain(token)
    expect(await readFile(file, 'utf8')).toContain(`url=${address}"`)
    expect((await lstat(file)).mode & 0o777).toBe(0o600)
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
    for (const pid of pids) {
      const { args, env: environment } = await told(pid)
      expect(args + environment, String(pid)).not.toContain(token)
    }
    server.child.kill('SIGTERM')
    const { stderr } = await server.ended
    expect(stderr).not.toContain(token)
    await expect(lstat(file)).rejects.toThrow('ENOENT')
  },
)

test('another address than this machine’s own cannot be asked for', async () => {
  for (const flags of [
    ['--host', '0.0.0.0'],
    ['--bind', '::'],
    ['--port', '65536'],
  ]) {
    const { code } = await cooldown(['serve', ...inData(), ...flags]).ended
    expect(code, flags.join(' ')).toBe(2)
  }
})

test.runIf(hasStrace)('nothing but this machine’s own address is ever connected to', async () => {
  const trace = join(folder.path, 'trace')
  const command = [process.execPath, program, 'study', 'run', 'article', ...inData(), ...train]
  await run('strace', ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg', '-o', trace, ...command])
  const lines = (await readFile(trace, 'utf8')).split('\n')
  const outward = lines.filter((line) => /sa_family=AF_INET/.test(line))
  expect(outward).toEqual([])
})

test.runIf(hasNamespaces)('a study is trained where there is no network at all', async () => {
  const command = [process.execPath, program, 'study', 'run', 'article', ...inData(), ...train]
  const { stdout } = await run('unshare', ['-rn', ...command, '--json'])
  expect(stdout).toContain('"status":"completed"')
})
