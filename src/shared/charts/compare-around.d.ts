import { type CompareSeriesParts } from './compare-drawing';
/** The values before smoothing, faint. */
export declare const rawSeries: (parts: CompareSeriesParts) => import("echarts/charts").CustomSeriesOption;
/** What lies around a group's centre. */
export declare const bandSeries: (parts: CompareSeriesParts) => import("echarts/charts").CustomSeriesOption;
/** Where values are not finite, and where runs diverged. */
export declare const marksSeries: (parts: CompareSeriesParts) => import("echarts/charts").CustomSeriesOption;
