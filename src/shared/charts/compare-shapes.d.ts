import { graphic } from 'echarts/core';
import { type PlotAxes } from './compare-scale';
/** What shapes are drawn with: a canvas, or the writer of an SVG path. */
export interface Pen {
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    closePath(): void;
}
/** A line through values; it breaks where one of them has no place on the axes. */
export interface LineShape {
    readonly axes: PlotAxes;
    readonly xs: Float64Array;
    readonly ys: Float64Array;
    /** Left and right edge of what can be seen, in pixels; parts beyond are left out. */
    readonly edges?: readonly [left: number, right: number];
}
/** Draws a line; a point between two gaps becomes a dot as wide as the line. */
export declare function drawLine(pen: Pen, { axes, xs, ys, edges }: LineShape): void;
/** The area between two series of values; nothing is drawn where one of them is missing. */
export interface BandShape {
    readonly axes: PlotAxes;
    readonly xs: Float64Array;
    readonly low: Float64Array;
    readonly high: Float64Array;
    /** Pixel of the plot's lower edge, for what a logarithmic axis has no place for. */
    readonly bottom: number;
}
/** Draws a band, each unbroken stretch as an area of its own. */
export declare function drawBand(pen: Pen, { axes, xs, low, high, bottom }: BandShape): void;
/** Marks at pixels: triangles for values that are not finite, crosses where a run diverged. */
export interface MarksShape {
    readonly points: readonly {
        readonly x: number;
        readonly y: number;
        readonly cross: boolean;
    }[];
}
/** Draws marks. */
export declare function drawMarks(pen: Pen, { points }: MarksShape): void;
/** The name under which ECharts knows the shape of our series. */
export declare const compareShape = "compareShape";
/** ECharts copies arrays and functions of a shape, number by number; an object it leaves alone. */
export interface DrawnShape {
    readonly drawing: {
        readonly draw: (pen: Pen) => void;
    };
}
/** A line, for those who draw without a series. */
export declare const CompareLineShape: ReturnType<typeof graphic.extendShape>;
