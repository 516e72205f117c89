import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { servedLab } from './testing/served-lab'

const served = servedLab()

const reached = (host: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port: served.server.port, timeout: 2_000 })
    const answer = (isThere: boolean) => () => {
      socket.destroy()
      resolve(isThere)
    }
    socket.on('connect', answer(true)).on('error', answer(false)).on('timeout', answer(false))
  })

test('only 127.0.0.1 is listened to, by no other address of this machine', async () => {
  expect(await reached('127.0.0.1')).toBe(true)
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))
    .filter((address) => address !== '127.0.0.1')
  // On Linux every 127.x.x.x leads here: a server on all addresses would answer there.
  for (const address of [...others, '127.0.0.2', '::1']) {
    expect(await reached(address), address).toBe(false)
  }
})

test.runIf(process.platform === 'linux')('the system lists that one address', async () => {
  const port = served.server.port.toString(16).toUpperCase().padStart(4, '0')
  const listening = (table: string) =>
    table
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`))
      .map(([, local]) => local)
  expect(listening(await readFile('/proc/net/tcp', 'utf8'))).toEqual([`0100007F:${port}`])
  const six = await readFile('/proc/net/tcp6', 'utf8').catch(() => '')
  expect(listening(six)).toEqual([])
})
