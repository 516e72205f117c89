import { describe, expect, test } from 'vitest'
import { recipeOfPreset } from '../../../../shared/domain/presets'
import { markdownReport, plain } from './markdown'
import type { ReportContent } from './report-content'

const comparison = {
  objective: { metric: 'valLoss', at: 'best' },
  baseline: { key: 'a', label: 'linear', style: 0 },
  groups: [
    {
      label: 'adam',
      pairs: [1, 2],
      mean: 0.25,
      interval: { low: -0.5, high: 1 },
      verdict: 'unclear',
      because: 'few pairs',
      unpaired: [],
    },
    {
      label: 'lone',
      pairs: [],
      mean: null,
      interval: null,
      verdict: 'unclear',
      because: 'no pair',
      unpaired: [],
    },
  ],
  leftOut: [],
}

const bare: ReportContent = {
  title: 'Mine',
  lead: '',
  findings: [],
  fairness: [],
  charts: [],
  differences: null,
  runColumns: ['Run'],
  runs: [[{ text: 'one', value: null }]],
  recipes: [],
  provenance: [],
  weights: [],
}

describe('a report in Markdown', () => {
  test('says nothing of what there is not, and that a fair comparison is one', () => {
    const text = markdownReport(bare)
    expect(text).toMatch(/^# Mine\n\n## Fairness\n\nNothing but the schedule differs/)
    expect(text).not.toContain('## Findings')
    expect(text).not.toContain('weights')
  })

  test('has a picture where one lies beside it, and the footnotes of every chart', () => {
    const charts = [
      { id: 'a', title: 'Loss', notes: ['Mean of 2.'] },
      { id: 'b', title: 'Rate', notes: ['Of each step.'] },
    ] as unknown as ReportContent['charts']
    const text = markdownReport({ ...bare, charts }, [{ chartId: 'a', fileName: 'loss.png' }])
    expect(text).toContain('### Loss\n\n![Loss](loss.png)\n\n- Mean of 2.\n')
    expect(text).toContain('### Rate\n\n- Of each step.\n')
  })

  test('tells differences with their signs, and a dash where nothing is paired', () => {
    const differences = { id: 'd', title: 'Differences', comparison } as never
    const text = markdownReport({ ...bare, differences })
    expect(text).toMatch(/\| adam \| 2 \| \\?\+0\.25\d* \| \\?-0\.5\d* to \\?\+1\.?\d* \|/)
    expect(text).toMatch(/\| lone \| 0 \| – \| – \|/)
  })

  test('fences data with more backticks than it has, and describes recipes where they are', () => {
    const recipe = recipeOfPreset('article')!
    const named = { facts: [], recipe: { ...recipe, note: '```' } as never }
    const recipes = [
      { ...named, name: 'One', description: 'Mine *and* yours' },
      { ...named, name: 'Two', description: '' },
    ]
    const weights = [{ label: 'one', value: 'ab' }]
    const text = markdownReport({ ...bare, recipes, weights })
    expect(text).toContain('````json\n')
    expect(text).toContain('Mine \\*and\\* yours\n')
    expect(text).toContain('| Run | SHA-256 of its weights |')
  })

  test('reads no text as markup', () => {
    expect(plain('- a\n1. <b>')).toBe('\\- a 1. \\<b\\>')
    expect(plain('2) b')).toBe('\\2) b')
  })
})
