import type { CompareLook, CurveMetric } from '../domain/compare/compare-view';
import type { ComparisonLine } from '../domain/compare/comparison-line';
import { type CompareFile } from './compare-file';
import type { ChartOption } from './echarts';
import type { ChartTheme } from './theme';
/** One panel of a comparison. */
export interface CompareChart {
    readonly title: string;
    /** What `comparisonLines` made. */
    readonly lines: readonly ComparisonLine[];
    readonly metric: CurveMetric;
    readonly look: CompareLook;
    readonly theme: ChartTheme;
    /** The footnote of a picture: what `comparisonNotes` says, and fairness. */
    readonly notes?: readonly string[];
    /** A picture to be read by itself: title, whole legend, footnote, no controls. */
    readonly file?: CompareFile;
}
/** How large the picture of a chart is, in logical pixels: legend and footnote make it grow. */
export declare function compareFileSize(chart: CompareChart): {
    width: number;
    height: number;
};
/**
 * One metric of many lines over an axis; works without any line. More than sixty lines are drawn by
 * one series without markers. It has no tooltip: what is under the pointer is laid over the chart.
 */
export declare function compareOption(chart: CompareChart): ChartOption;
