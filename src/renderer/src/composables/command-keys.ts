import type { Command } from '../stores/commands'

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const isLetterKey = (key: string) => key.length === 1

/** The name of a pressed key as commands write it, or null for what no command may have. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (altKey || ['Control', 'Meta', 'Shift', 'Alt', 'Dead', 'Unidentified'].includes(key))
    return null
  const isMod = ctrlKey || metaKey
  const name = key === ' ' ? 'Space' : isMod && isLetterKey(key) ? key.toUpperCase() : key
  // A letter says by itself whether Shift is held.
  const shift = shiftKey && (isMod || !isLetterKey(key)) ? 'Shift+' : ''
  return `${isMod ? 'Mod+' : ''}${shift}${name}`
}

/** The command that a key stands for, alone or after the one pressed before it. */
export function commandFor(
  commands: readonly Command[],
  name: string,
  before: string | null,
): Command | undefined {
  // What was offered last belongs to the present page.
  const own = commands.filter(({ takesKeysItself }) => !takesKeysItself).reverse()
  const pair = before === null ? undefined : own.find(({ keys }) => keys === `${before} ${name}`)
  return pair ?? own.find(({ keys }) => keys === name)
}

const symbols: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}
const partsOfMac: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧' }
const partsElsewhere: Readonly<Record<string, string>> = { Mod: 'Ctrl' }

/** True where Cmd does what Ctrl does elsewhere. */
export const isMac = (): boolean => /mac/i.test(navigator.platform)

/** The keys of a command as they are printed: "Mod+K" is one press of Ctrl and K, "g s" are two. */
export function keyPresses(keys: string, onMac = isMac()): readonly (readonly string[])[] {
  const parts = onMac ? partsOfMac : partsElsewhere
  return keys
    .split(' ')
    .map((press) => press.split('+').map((part) => parts[part] ?? symbols[part] ?? part))
}

/** The same as one text, for menus and titles: "Ctrl+K", "g s". */
export const keyText = (keys: string, onMac = isMac()): string =>
  keyPresses(keys, onMac)
    .map((caps) => caps.join(onMac ? '' : '+'))
    .join(' ')
