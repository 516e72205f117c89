import { createCanvas } from '@napi-rs/canvas'
import { echarts } from '../../shared/charts/echarts'
import type { PaintRequest } from '../services/ports'
import { registerFonts } from './fonts'
import { optionOf } from './option'
import { printable } from './printable'

/** Gives ECharts what a browser would: a canvas, the fonts, and the widths of texts in them. */
export function prepareDrawing(): void {
  registerFonts()
  const ruler = createCanvas(1, 1).getContext('2d')
  echarts.setPlatformAPI({
    // Typed as a browser's canvas, of which ECharts uses the members that both have.
    createCanvas: () => createCanvas(1, 1) as never,
    // ECharts measures every ASCII character before it cuts a text, and ours fails at the first.
    measureText(text, font) {
      if (font) ruler.font = font
      return ruler.measureText(printable(text))
    },
  })
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
