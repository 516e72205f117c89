/** With the longest suffix still under 120 characters, and under 255 bytes in any script. */
const longestName = 50

/**
 * Any text as the start of a file name: letters and digits of any script, the rest dashes. What has
 * none of them gets the fallback.
 */
export function fileNamePart(text: string, fallback = 'study'): string {
  const name = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  const short = Array.from(name)
    .slice(0, longestName)
    .join('')
    .replace(/^-+|-+$/g, '')
  return short === '' ? fallback : short
}

/** `learningRate` as `learning-rate`. */
export const dashed = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
