import { type ChartTheme } from './theme';
/** A picture to be read by itself. */
export interface CompareFile {
    /** Logical pixels; as much as a comparison takes when left out. */
    readonly width?: number;
    readonly height?: number;
    /** Lies on whatever is behind it. */
    readonly transparent?: boolean;
}
/** The lines of a footnote in a picture of this width. */
export declare const noteLines: (notes: readonly string[], width: number) => readonly string[];
/** A footnote at the lower edge of a picture, as ECharts' second title. */
export declare const footnote: (lines: readonly string[], theme: ChartTheme) => {
    text: string;
    left: number;
    bottom: number;
    padding: number;
    textStyle: {
        color: string;
        fontFamily: string;
        fontSize: number;
        fontWeight: "normal";
        lineHeight: number;
    };
};
/** Where the parts of a picture lie, from its lower edge upwards. */
export interface FileLayout {
    readonly width: number;
    readonly height: number;
    readonly notes: readonly string[];
    /** Lower edges of legend and plot. */
    readonly legendBottom: number;
    readonly plotBottom: number;
}
/** The layout of a picture with this legend and footnote; it grows until the plot has room. */
export declare function fileLayout(legend: readonly string[], notes: readonly string[], { width, height }: CompareFile): FileLayout;
