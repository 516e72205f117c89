import type { CompareLook, CurveMetric, XAxis } from '../domain/compare/compare-view';
import type { ComparisonLine } from '../domain/compare/comparison-line';
import { formatTick } from './axes';
import { type ChartTheme } from './theme';
/** What the axes of a panel are made from. */
export interface CompareAxesParts {
    readonly lines: readonly ComparisonLine[];
    readonly metric: CurveMetric;
    readonly look: CompareLook;
    readonly theme: ChartTheme;
}
/** A tick of a horizontal axis; nothing where there are only whole ones. */
export declare function formatPlace(x: XAxis, value: number): string;
/** The axes of a panel. */
export declare const compareAxes: (parts: CompareAxesParts) => {
    xAxis: {
        axisLine: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        axisTick: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        axisLabel: {
            formatter: (value: number) => string;
            showMinLabel?: boolean | undefined;
            showMaxLabel?: boolean | undefined;
            color: string;
            fontFamily: string;
            fontSize: number;
            hideOverlap: boolean;
        };
        splitLine: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        minInterval?: number | undefined;
        min: number;
        max: number;
        type: "log" | "value";
        name: string;
        nameLocation: "middle";
        nameGap: number;
        nameTextStyle: {
            color: string;
            fontFamily: string;
            fontSize: number;
        };
    };
    yAxis: {
        type: "log" | "value";
        name: string;
        nameLocation: "middle";
        nameGap: number;
        scale: boolean;
        axisLabel: {
            formatter: typeof formatTick;
            color: string;
            fontFamily: string;
            fontSize: number;
        };
        minorSplitLine: {
            show: boolean;
            lineStyle: {
                color: string;
                opacity: number;
            };
        };
        max?: (({ max }: import("./axes").Extent) => number | null) | undefined;
        min?: (({ min }: import("./axes").Extent) => number | null) | undefined;
        nameTextStyle: {
            color: string;
            fontFamily: string;
            fontSize: number;
        };
        axisLine: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        axisTick: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        splitLine: {
            lineStyle: {
                color: string;
            };
        };
    } | {
        min: number;
        max: number;
        axisLabel: {
            showMinLabel: boolean;
            showMaxLabel: boolean;
            formatter: typeof formatTick;
            color: string;
            fontFamily: string;
            fontSize: number;
        };
        type: "log" | "value";
        name: string;
        nameLocation: "middle";
        nameGap: number;
        scale: boolean;
        minorSplitLine: {
            show: boolean;
            lineStyle: {
                color: string;
                opacity: number;
            };
        };
        nameTextStyle: {
            color: string;
            fontFamily: string;
            fontSize: number;
        };
        axisLine: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        axisTick: {
            show: boolean;
            lineStyle: {
                color: string;
            };
        };
        splitLine: {
            lineStyle: {
                color: string;
            };
        };
    };
};
/** Wheel with Ctrl, dragging, and a slider below the plot; opened at the part that the look shows. */
export declare function compareZoom({ look, theme }: CompareAxesParts): ({
    moveOnMouseMove: boolean;
    startValue?: number | undefined;
    endValue?: number | undefined;
} | {
    moveOnMouseMove: boolean;
    startValue?: number | undefined;
    endValue?: number | undefined;
    type: "inside";
    zoomOnMouseWheel: "ctrl";
    moveOnMouseWheel: boolean;
    filterMode: "none";
    height?: undefined;
    bottom?: undefined;
    showDataShadow?: undefined;
    brushSelect?: undefined;
    borderColor?: undefined;
    fillerColor?: undefined;
    handleStyle?: undefined;
    moveHandleSize?: undefined;
    labelFormatter?: undefined;
    textStyle?: undefined;
} | {
    moveOnMouseMove: boolean;
    startValue?: number | undefined;
    endValue?: number | undefined;
    type: "slider";
    height: number;
    bottom: number;
    filterMode: "none";
    showDataShadow: boolean;
    brushSelect: boolean;
    borderColor: string;
    fillerColor: string;
    handleStyle: {
        color: string;
        borderColor: string;
    };
    moveHandleSize: number;
    labelFormatter: (value: number) => string;
    textStyle: {
        color: string;
        fontFamily: string;
        fontSize: number;
    };
    zoomOnMouseWheel?: undefined;
    moveOnMouseWheel?: undefined;
} | {
    labelFormatter: (value: number) => string;
    startValue?: number | undefined;
    endValue?: number | undefined;
} | {
    labelFormatter: (value: number) => string;
    startValue?: number | undefined;
    endValue?: number | undefined;
    type: "inside";
    zoomOnMouseWheel: "ctrl";
    moveOnMouseMove: "shift";
    moveOnMouseWheel: boolean;
    filterMode: "none";
    height?: undefined;
    bottom?: undefined;
    showDataShadow?: undefined;
    brushSelect?: undefined;
    borderColor?: undefined;
    fillerColor?: undefined;
    handleStyle?: undefined;
    moveHandleSize?: undefined;
    textStyle?: undefined;
} | {
    labelFormatter: (value: number) => string;
    startValue?: number | undefined;
    endValue?: number | undefined;
    type: "slider";
    height: number;
    bottom: number;
    filterMode: "none";
    showDataShadow: boolean;
    brushSelect: boolean;
    borderColor: string;
    fillerColor: string;
    handleStyle: {
        color: string;
        borderColor: string;
    };
    moveHandleSize: number;
    textStyle: {
        color: string;
        fontFamily: string;
        fontSize: number;
    };
    zoomOnMouseWheel?: undefined;
    moveOnMouseMove?: undefined;
    moveOnMouseWheel?: undefined;
})[];
/** A file has no controls: its axis ends where the look's zoom does. */
export declare const zoomedEnds: ({ zoom: part }: CompareLook) => {
    min: number;
    max: number;
} | {
    min?: undefined;
    max?: undefined;
};
