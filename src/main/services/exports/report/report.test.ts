import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { firstCompareView } from '../../../../shared/domain/compare/compare-view'
import { unpackLine, type ReportData } from '../../../../shared/domain/report/report-data'
import { panelOf } from '../drawn'
import { gather } from '../gathered'
import {
  allRuns,
  exportBench,
  fairTrials,
  hostile,
  imported,
  unfairTrials,
  type ExportBench,
} from '../testing/export-bench'
import { plain } from './markdown'
import { escaped, markup, scriptData } from './markup'

const study = (bench: ExportBench) => ({ kind: 'study', studyId: bench.history.study.id }) as const

async function reportOf(bench: ExportBench, format: 'html' | 'markdown') {
  const file = await bench.services.report({ subject: study(bench), format })
  return { file, text: new TextDecoder().decode(file.bytes) }
}

/** The data that the page's program draws. */
function dataIn(html: string): ReportData {
  const [, json = ''] =
    /<script type="application\/json" id="report-data">([^]*?)<\/script>/.exec(html) ?? []
  return JSON.parse(json) as ReportData
}

describe('a report as a page', () => {
  it('holds exactly the lines that a comparison draws', async () => {
    const bench = exportBench(unfairTrials)
    const { text } = await reportOf(bench, 'html')
    const { charts } = dataIn(text)
    expect(charts.map(({ metric }) => metric)).toEqual([
      'valLoss',
      'valAccuracy',
      'learningRate',
      'loss',
      'accuracy',
    ])
    const gathered = await gather(
      {
        histories: () => [bench.history],
        readEpochs: async (id) => bench.rows.get(id) ?? [],
        rateSums: async () => new Map(),
        imports: async () => [],
      },
      { runs: allRuns(bench), importIds: [] },
    )
    for (const { look, metric, lines } of charts) {
      expect(lines.map(unpackLine)).toEqual(panelOf(gathered, look, metric).lines)
      expect(look).toMatchObject({ groupBy: 'trial', centre: 'mean', band: 'interval' })
    }
  })

  it('allows its own script and style alone, told by their hashes', async () => {
    const { text } = await reportOf(exportBench(), 'html')
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? []
    const hashOf = (part: string | undefined) =>
      `'sha256-${createHash('sha256')
        .update(part ?? '')
        .digest('base64')}'`
    const scripts = [...text.matchAll(/<script>([^]*?)<\/script>/g)]
    const styles = [...text.matchAll(/<style>([^]*?)<\/style>/g)]
    expect([scripts.length, styles.length]).toEqual([1, 1])
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf(scripts[0]?.[1])}`,
      `style-src ${hashOf(styles[0]?.[1])}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ])
    // The program of this test holds an end of a script in a text.
    expect(scripts[0]?.[1]).toBe('"<\\/script>"')
    expect(text).not.toMatch(/(src|href)="(?!#)/)
    expect(text).not.toMatch(/\sstyle="|\son\w+="/)
  })

  it('shows hostile names as text, and nothing but text', async () => {
    const { text, file } = await reportOf(exportBench(), 'html')
    expect(file.fileName).toMatch(/\.html$/)
    expect(text).not.toContain('<img')
    expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;')
    expect(text).toContain('a &lt;processor&gt;')
    expect(dataIn(text).charts[0]?.lines[0]?.name).toBe(hostile)
    expect(text.match(/<\/script>/g)).toHaveLength(2)
  })

  it('says what differs, what was trained, by what and on which data', async () => {
    const bench = exportBench(unfairTrials)
    const { text } = await reportOf(bench, 'html')
    expect(text).toContain('Not only the schedule differs')
    expect(text).toMatch(/20,000 of 20,000/)
    for (const part of [
      'Fashion-MNIST, SHA-256 cdcd',
      'TensorFlow 2.21.0, 1 thread',
      'Cooldown 0.1.0',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).toContain('ab'.repeat(32))
    expect(text).toContain('&quot;batchSize&quot;: 64')
    const fair = await reportOf(exportBench(fairTrials), 'html')
    expect(fair.text).toContain('Nothing but the schedule differs')
  })

  it('has what a table needs to be sorted: numbers beside what is shown of them', async () => {
    const bench = exportBench()
    const { text } = await reportOf(bench, 'html')
    const [first] = bench.history.runs
    const loss = first!.summary!.finalValLoss
    expect(text).toContain(`data-value="${loss}">${loss.toFixed(4)}</td>`)
  })

  it('tells findings with the chart that shows them, and the differences seed by seed', async () => {
    const { text } = await reportOf(exportBench(), 'html')
    expect(text).toMatch(/<h2 id="findings">Findings<\/h2>/)
    const links = [...text.matchAll(/<a href="#(chart-[a-z-]+)"/g)].map(([, id = '']) => id)
    expect(links.length).toBeGreaterThan(0)
    for (const id of links) expect(text).toContain(`<figure id="${id}"`)
    const { differences } = dataIn(text)
    expect(differences?.comparison.groups).toHaveLength(1)
    expect(text).toContain('<th scope="row">-2+3</th><td>2</td>')
  })

  it('can be of any runs and imports, drawn as asked for', async () => {
    const bench = exportBench()
    const look = { ...firstCompareView.look, metrics: ['valLoss'] as const, x: 'step' as const }
    const file = await bench.services.report({
      subject: {
        kind: 'comparison',
        runs: allRuns(bench).slice(0, 1),
        importIds: [imported.id],
        title: 'Chosen',
      },
      look,
      format: 'html',
    })
    expect(file.fileName).toBe('chosen.html')
    const { charts } = dataIn(new TextDecoder().decode(file.bytes))
    expect(charts).toHaveLength(1)
    expect(charts[0]).toMatchObject({ look: { x: 'step' } })
    expect(charts[0]?.lines.map(({ name }) => name)).toEqual([hostile + ', seed 1', imported.name])
  })
})

describe('a report in Markdown', () => {
  it('has tables and recipes, and shows hostile names as text', async () => {
    const bench = exportBench(unfairTrials)
    const { file, text } = await reportOf(bench, 'markdown')
    expect(file).toMatchObject({ mediaType: 'text/markdown' })
    expect(text.split('\n')[0]).toBe(
      '# =1+1, "quoted" \\</script\\>\\<img src=x onerror=alert(1)\\>',
    )
    const lines = text.split('\n')
    const head = lines.findIndex((line) => line.startsWith('| Run |'))
    expect(lines.slice(head + 2, head + 6).every((line) => line.startsWith('| '))).toBe(true)
    const cells = (line = '') => line.split(/(?<!\\)\|/).length
    for (const line of lines.slice(head, head + 6)) expect(cells(line)).toBe(cells(lines[head]))
    const [, json = ''] = /```json\n([^]*?)\n```/.exec(text) ?? []
    expect(JSON.parse(json)).toEqual(unfairTrials[0].recipe)
  })

  it.each([
    ['a|b', 'a\\|b'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '\\1. no list'],
    ['0.25', '0.25'],
    ['[x](javascript:1)', '\\[x\\](javascript:1)'],
    ['two\nlines\u202e', 'two lines'],
    ['`code`', '\\`code\\`'],
  ])('%j becomes %j', (text, expected) => expect(plain(text)).toBe(expected))
})

describe('markup', () => {
  it('escapes what is put in, and leaves markup as it is', () => {
    expect(
      markup`<b title="${'"<x>"'}">${markup`<i>${1}</i>`}${['a&b', markup`<br>`]}</b>`.html,
    ).toBe('<b title="&quot;&lt;x&gt;&quot;"><i>1</i>a&amp;b<br></b>')
    expect(escaped('a\u0000b\u202Ec\ud800')).toBe('abc')
  })

  it('keeps data from ending its script', () => {
    const value = { a: '</script><!--<script>\u2028' }
    const text = scriptData(value)
    expect(text).not.toMatch(/[<>\u2028]/)
    expect(JSON.parse(text)).toEqual(value)
  })
})
