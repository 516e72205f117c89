import { createCanvas } from '@napi-rs/canvas'
import { echarts } from '../../shared/charts/echarts'
import type { PaintRequest } from '../services/ports'
import { registerFonts } from './fonts'
import { optionOf } from './option'

/** Gives ECharts what a browser would: a canvas to measure text with, and the fonts. */
export function prepareDrawing(): void {
  registerFonts()
  // Typed as a browser's canvas, of which ECharts uses the members that both have.
  echarts.setPlatformAPI({ createCanvas: () => createCanvas(1, 1) as never })
}

/** What ECharts adds for a pointer over a page. */
const forPointers = /<style[^>]*>.*?<\/style>|\s(?:class|pointer-events|ecmeta_\w+)="[^"]*"/gs
/** ECharts numbers its charts in the names of their parts; two files of one chart shall be alike. */
const chartNumber = /(id="|url\(#)zr\d+-/g

const fileOf = (svg: string) =>
  Buffer.from(`${svg.replace(forPointers, '').replace(chartNumber, '$1')}\n`)

function drawSvg(request: PaintRequest): Buffer {
  const { option, width, height } = optionOf(request)
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...option, aria: { enabled: false } })
    return fileOf(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

async function drawPng(request: PaintRequest): Promise<Buffer> {
  const { option, width, height } = optionOf(request)
  const canvas = createCanvas(width, height)
  const chart = echarts.init(canvas, null, {
    renderer: 'canvas',
    devicePixelRatio: request.picture.scale,
    width,
    height,
  })
  try {
    // Text for screen readers needs a page to stand in.
    chart.setOption({ ...option, aria: { enabled: false } })
    return await canvas.encode('png')
  } finally {
    chart.dispose()
  }
}

/** Draws a chart as the request says: as PNG, whose pixels the scale multiplies, or as SVG. */
export const draw = async (request: PaintRequest): Promise<Buffer> =>
  request.picture.format === 'svg' ? drawSvg(request) : drawPng(request)
