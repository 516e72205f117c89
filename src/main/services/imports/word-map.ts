/**
 * What words of a file mean. Files have any words, such as `constructor`, and an object would have an
 * answer of its own to some.
 */
export const wordMap = <Meaning>(
  words: Readonly<Record<string, Meaning>>,
): ReadonlyMap<string, Meaning> => new Map(Object.entries(words))
