import type { IpcRenderer } from 'electron'
import { expect, test } from 'vitest'
import { desktopChannel, menuChannel } from '../shared/contract/desktop'
import { createDesktopBridge } from './desktop-bridge'

function fakeIpc() {
  const asked: unknown[] = []
  const listeners = new Set<(...told: unknown[]) => void>()
  const ipc = {
    invoke: (...asking: unknown[]) => Promise.resolve(asked.push(asking)),
    on: (channel: string, listener: (...told: unknown[]) => void) => {
      if (channel === desktopChannel) listeners.add(listener)
    },
    removeListener: (_channel: string, listener: (...told: unknown[]) => void) => {
      listeners.delete(listener)
    },
    // The three functions that the bridge is given.
  } as unknown as Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>
  const tell = (...told: unknown[]) => {
    for (const listener of listeners) listener({}, ...told)
  }
  return { ipc, asked, tell, listeners }
}

test('commands go to the menu, and come back by their ids', async () => {
  const { ipc, asked, tell, listeners } = fakeIpc()
  const bridge = createDesktopBridge(ipc, ['commandChosen'])
  const commands = [{ id: 'go.machine', title: 'Go to the machine', section: 'go' }] as const
  await bridge.showCommands(commands)
  expect(asked).toEqual([[menuChannel, commands]])
  const heard: unknown[] = []
  const stop = bridge.on('commandChosen', (payload) => heard.push(payload))
  tell('commandChosen', { id: 'go.machine' })
  tell('studyChosen', { studyId: 'a' })
  stop()
  expect(heard).toEqual([{ id: 'go.machine' }])
  expect(listeners.size).toBe(0)
})

test('what is no event is refused', () => {
  const bridge = createDesktopBridge(fakeIpc().ipc, ['commandChosen'])
  expect(() => bridge.on('studyChosen', () => undefined)).toThrow('There is no event')
})
