import type { CustomSeriesOption } from 'echarts/charts';
import type { ComparisonLine } from '../domain/compare/comparison-line';
import { type PlotAxes } from './compare-scale';
import { type Pen } from './compare-shapes';
import { type TrialStyle } from './palette';
import type { ChartTheme } from './theme';
/** What all series of a panel have in common. */
export interface CompareSeriesParts {
    readonly lines: readonly ComparisonLine[];
    readonly logX: boolean;
    readonly logY: boolean;
    readonly theme: ChartTheme;
    /** What the legend says of each line. */
    readonly legendNames: readonly string[];
    /** Each of them once; empty where there is no legend. */
    readonly legendEntries: readonly string[];
}
/** The plot in pixels. */
export interface Plot {
    readonly axes: PlotAxes;
    /** Left and right edge. */
    readonly edges: readonly [number, number];
    readonly top: number;
    readonly bottom: number;
}
/** How a series draws its lines. */
export interface Drawing {
    readonly id: string;
    /** Higher ones lie over lower ones. */
    readonly z: number;
    /** Values that the vertical axis makes room for. */
    readonly valuesOf: (line: ComparisonLine) => readonly (Float64Array | null)[];
    readonly draw: (pen: Pen, line: ComparisonLine, plot: Plot) => void;
    readonly styleOf: (style: TrialStyle) => object;
}
/** One series for all lines: an item for each, drawn from the line's own arrays. */
export declare function drawing(lines: readonly ComparisonLine[], parts: CompareSeriesParts, { id, z, valuesOf, draw, styleOf: styleFor }: Drawing): CustomSeriesOption;
/** A line's look; its dashes tell it from others beside its colour. */
export declare const stroke: ({ colour, dash }: TrialStyle, lineWidth: number, opacity?: number) => {
    stroke: string;
    fill: string;
    lineWidth: number;
    opacity: number;
    lineDash: number[] | null;
    lineJoin: string;
};
