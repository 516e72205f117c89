/** A word that Cooldown uses, in one or two sentences. */
export interface GlossaryEntry {
  readonly title: string
  readonly text: string
  readonly group: GlossaryGroup
  /** Other names of it, by which it is found. */
  readonly also?: string
}

export const glossaryGroups = ['schedules', 'training', 'results', 'lab'] as const
export type GlossaryGroup = (typeof glossaryGroups)[number]
