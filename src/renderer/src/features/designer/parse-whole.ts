/** A whole number from 1 to `most`, as a person writes it; null where the text is none. */
export function parseWhole(text: string, most: number): number | null {
  const plain = text.trim().replace(/(?<=\d),(?=\d{3})/g, '')
  const value = /^\d{1,9}$/.test(plain) ? Number(plain) : NaN
  return value >= 1 && value <= most ? value : null
}
