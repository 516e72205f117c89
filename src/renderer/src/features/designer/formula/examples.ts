/** A formula to start from. */
export interface FormulaExample {
  readonly name: string
  readonly expression: string
}

/** Each is valid for any run, for an initial rate, set before every epoch or every step. */
export const formulaExamples: readonly FormulaExample[] = [
  { name: 'Step decay', expression: 'initial * 0.5 ^ floor(epoch / 10)' },
  { name: 'Exponential', expression: 'initial * exp(-0.05 * epoch)' },
  { name: 'Polynomial', expression: 'initial * (1 - progress) ^ 2' },
  { name: 'Cosine', expression: 'initial * (1 + cos(pi * progress)) / 2' },
  {
    name: 'Warm-up, inverse root',
    expression: 'initial * min((step + 1) / 1000, sqrt(1000 / (step + 1)))',
  },
  {
    name: 'Warm-up, cosine',
    expression:
      'progress < 0.1 ? initial * (t + 1) / (0.1 * T + 1) : initial * (1 + cos(pi * (progress - 0.1) / 0.9)) / 2',
  },
  { name: 'Compounding', expression: 'previous / (1 + 0.01 * t)' },
  { name: 'Triangles', expression: 'initial * (1 - abs(mod(20 * progress, 2) - 1))' },
  {
    name: 'Stairs',
    expression: 'progress < 0.4 ? initial : progress < 0.75 ? initial / 10 : initial / 100',
  },
]
