import type { ComparisonLine } from '../domain/compare/comparison-line';
/** Values of a chart's two axes. */
export interface AxisValues {
    readonly x: readonly [low: number, high: number];
    readonly y: readonly [low: number, high: number];
}
/** From values to pixels along one axis: `offset + factor * value`, or of the value's logarithm. */
export interface PixelAxis {
    readonly offset: number;
    readonly factor: number;
    readonly logarithmic: boolean;
}
/** A value's pixel; NaN where the axis has no place for it. */
export declare const pixelOf: ({ offset, factor, logarithmic }: PixelAxis, value: number) => number;
/** The value at a pixel. */
export declare function valueOf({ offset, factor, logarithmic }: PixelAxis, pixel: number): number;
/** Where the axes of a chart lie, found from two points of which its pixels are known. */
export interface PlotAxes {
    readonly x: PixelAxis;
    readonly y: PixelAxis;
}
interface Logarithmic {
    readonly logX: boolean;
    readonly logY: boolean;
}
/** The axes of a chart; `toPixel` is the chart's own way from two values to pixels. */
export declare function plotAxes(values: AxisValues, { logX, logY }: Logarithmic, toPixel: (point: [number, number]) => readonly number[]): PlotAxes;
/** Lowest and highest of the values that an axis can show; null without any. */
export declare function extentOf(series: readonly (Float64Array | null)[], logarithmic: boolean): readonly [number, number] | null;
/** Two different values that the axes can show, whatever lines there are. */
export declare function spanOf(lines: readonly ComparisonLine[], { logX, logY }: Logarithmic): AxisValues;
export {};
