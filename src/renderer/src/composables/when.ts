const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A moment as people read it, in their own time zone. */
export const formatMoment = (iso: string) => format.format(new Date(iso))
