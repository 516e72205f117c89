/** How much a view of a comparison may hold, and how many are kept. */
export const viewLimits = {
  nameCharacters: 120,
  filterCharacters: 2_000,
  fieldCharacters: 200,
  columns: 200,
  studies: 10_000,
  hidden: 20_000,
  saved: 500,
  /** All saved ones travel together, and are written to the disk as one file. */
  savedCharacters: 8_000_000,
} as const
