import { expect, test } from 'vitest'
import type { Command } from '../stores/commands'
import { commandFor, keyPresses, keyName, keyText } from './command-keys'

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('keys have one name each, with Ctrl or Cmd as Mod', () => {
  expect(press('k')).toBe('k')
  expect(press(' ')).toBe('Space')
  expect(press('?', { shiftKey: true })).toBe('?')
  expect(press('k', { ctrlKey: true })).toBe('Mod+K')
  expect(press('k', { metaKey: true })).toBe('Mod+K')
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Z')
  expect(press('F10', { shiftKey: true })).toBe('Shift+F10')
  expect(press('k', { altKey: true })).toBeNull()
  expect(press('Control', { ctrlKey: true })).toBeNull()
})

const command = (id: string, keys: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  keys,
  run: () => undefined,
  ...more,
})

test('the page comes before the frame, and two keys before one', () => {
  const commands = [
    command('studies', 'g s'),
    command('frame', 's'),
    command('page', 's'),
    command('told', 'x', { takesKeysItself: true }),
  ]
  expect(commandFor(commands, 's', null)?.id).toBe('page')
  expect(commandFor(commands, 's', 'g')?.id).toBe('studies')
  expect(commandFor(commands, 's', 'h')?.id).toBe('page')
  expect(commandFor(commands, 'x', null)).toBeUndefined()
})

test('key caps and texts are those of the platform', () => {
  expect(keyPresses('Mod+Shift+Z', false)).toEqual([['Ctrl', 'Shift', 'Z']])
  expect(keyPresses('Mod+K', true)).toEqual([['⌘', 'K']])
  expect(keyPresses('g s', false)).toEqual([['g'], ['s']])
  expect(keyText('Mod+K', false)).toBe('Ctrl+K')
  expect(keyText('Mod+K', true)).toBe('⌘K')
  expect(keyText('g s', true)).toBe('g s')
  expect(keyText('ArrowLeft', false)).toBe('←')
})
