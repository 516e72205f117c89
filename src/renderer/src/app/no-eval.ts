import { config } from 'zod'

// Zod makes programs out of schemas where it may. Here the page's policy forbids it, and even
// finding that out would be reported as a breach. Imported first: schemas are tried from then on.
config({ jitless: true })
