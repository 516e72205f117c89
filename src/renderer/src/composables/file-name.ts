const longestName = 60

/**
 * A file's name from what people wrote: letters and digits of any script. Python imports names with
 * underscores between words; elsewhere dashes are usual.
 */
export function fileName(name: string, ending: 'py' | 'json' | 'csv'): string {
  const between = ending === 'py' ? '_' : '-'
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? ['schedule']
  const short = Array.from(words.join(between)).slice(0, longestName).join('')
  return `${short}.${ending}`
}
