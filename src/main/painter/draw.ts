import { createCanvas } from '@napi-rs/canvas'
import { echarts } from '../../shared/charts/echarts'
import { fileSize } from '../../shared/charts/frame'
import type { PaintRequest } from '../services/ports'
import { registerFonts } from './fonts'
import { optionOf } from './option'

/** Gives ECharts what a browser would: a canvas to measure text with, and the fonts. */
export function prepareDrawing(): void {
  registerFonts()
  // Typed as a browser's canvas, of which ECharts uses the members that both have.
  echarts.setPlatformAPI({ createCanvas: () => createCanvas(1, 1) as never })
}

/** Draws a chart as PNG; the scale multiplies its logical pixels. */
export async function drawPng(request: PaintRequest): Promise<Buffer> {
  const { width, height } = fileSize
  const canvas = createCanvas(width, height)
  const chart = echarts.init(canvas, null, {
    renderer: 'canvas',
    devicePixelRatio: request.look.scale,
    width,
    height,
  })
  try {
    // Text for screen readers needs a page to stand in.
    chart.setOption({ ...optionOf(request), aria: { enabled: false } })
    return await canvas.encode('png')
  } finally {
    chart.dispose()
  }
}
