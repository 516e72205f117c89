import { type CompareSeriesParts } from './compare-drawing';
/** More lines than this are drawn without markers, all by one series. */
export declare const mostPlainLines = 60;
/** The series of a panel: bands, faint raw lines, lines, and marks over them. */
export declare function compareSeries(parts: CompareSeriesParts): (import("echarts/charts").CustomSeriesOption | {
    legendHoverLink: boolean;
    emphasis: {
        disabled: boolean;
    };
    silent: boolean;
    type: "line";
    id: string;
    name: string;
    data: [number, number | null][];
    color: string;
    lineStyle: {
        width: number;
        type: number[] | "solid";
    };
    symbol: string;
    symbolSize: (_value: unknown, at: {
        dataIndex: number;
    }) => number;
    showAllSymbol: boolean;
    connectNulls: boolean;
    sampling: "minmax";
    blur: {
        lineStyle: {
            opacity: number;
        };
        itemStyle: {
            opacity: number;
        };
    };
    animation: boolean;
} | {
    symbol: (_value: unknown, { dataIndex }: {
        dataIndex: number;
    }) => string;
    symbolSize: number;
    sampling: undefined;
    emphasis: {
        disabled: boolean;
    };
    silent: boolean;
    z: number;
    type: "line";
    id: string;
    name: string;
    data: [number, number | null][];
    color: string;
    lineStyle: {
        width: number;
        type: number[] | "solid";
    };
    showAllSymbol: boolean;
    connectNulls: boolean;
    blur: {
        lineStyle: {
            opacity: number;
        };
        itemStyle: {
            opacity: number;
        };
    };
    animation: boolean;
})[];
