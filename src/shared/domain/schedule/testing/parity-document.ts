import type { ParityCase } from './parity'
import { parityTable, tableMarkdown } from './parity-table'

/** `docs/parity.md`: how the comparison is made, and the table. */
export function parityDocument(cases: readonly ParityCase[]): string {
  const rows = parityTable(cases)
  const values = rows.reduce((sum, row) => sum + row.values, 0)
  return `# Parity with the libraries

Cooldown's schedules give the rates of the libraries they are named after. \`npm run parity\` compares
${cases.length} cases, ${values} rates and momenta in all, with what the libraries really gave; \`npm test\` does the same.
\`fixtures/schedules\` has the rates, and the programs that asked the libraries for them.

- Equal means: at most 1e-9 apart, relative to the library's value, where it computes in float64; 1e-6
  where it computes in float32.
- A value far below the largest one of its case is measured against a share of that one, as a
  subtraction has left the library no more digits there: a ten-millionth in float64; an eighth where
  a library takes nearly equal float32 numbers from each other. Keras and fastai are compared in
  float64 as well, where they can be made to compute in it.
- Rows called papers have no library on PyPI; the formula of the paper was written down a second time.
- The last column is a bound, the next power of ten. The command prints the errors themselves.

${tableMarkdown(rows)}`
}
