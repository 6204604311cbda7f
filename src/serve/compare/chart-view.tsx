import { raw } from "hono/html";
import type { RateRow } from "../../store/browse/comparison.ts";
import type { Words } from "../words.ts";
import { type Point, toPercent, toScale, toStretches } from "./chart.ts";

const WIDTH = 720;
const LEFT = 56;
const RIGHT = 16;
const LINE_CHART_HEIGHT = 300;
const TOP = 34;
const BOTTOM = 46;
const BAR = 22;
const BAR_LEFT = 230;

/** A chart's own look, for where it is looked at by itself. */
const ALONE = `svg { background: #fff; font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
text { font-size: 12px; fill: #5f5c55; } .title { font-size: 14px; fill: #1d1d1b; }
.series { fill: none; stroke: #1a5a86; stroke-width: 2; } .point { fill: #1a5a86; }
.point.doubted { fill: #fff; stroke: #a3261b; stroke-width: 2; } .grid { stroke: #e2dfd7; } .left-out { fill: #efece4; }`;

export interface ChartInput {
  readonly words: Words;
  readonly title: string;
  readonly points: readonly Point[];
  /** What the points are made of; goes with a chart that stands alone. */
  readonly rows: readonly RateRow[];
  readonly use: "in_page" | "alone";
}

/** A rate over years; years that are left out are shaded and named. */
export function LineChart(input: ChartInput) {
  const { points } = input;
  const scale = toScale(points);
  const greatest = scale.at(-1) ?? 1;
  const step = (WIDTH - LEFT - RIGHT) / Math.max(points.length, 1);
  const x = (index: number) => LEFT + step * (index + 0.5);
  const floor = LINE_CHART_HEIGHT - BOTTOM;
  const y = (value: number) => floor - (value / greatest) * (floor - TOP);
  return (
    <Frame input={input} height={LINE_CHART_HEIGHT}>
      {points.map(({ value }, index) =>
        value === null ? (
          <rect
            class="left-out"
            x={LEFT + step * index}
            y={TOP}
            width={step}
            height={floor - TOP}
          />
        ) : null,
      )}
      {scale.map((value) => (
        <>
          <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 8} y={y(value) + 4} text-anchor="end">
            {toPercent(value)}
          </text>
        </>
      ))}
      {toStretches(points).map((stretch) => (
        <polyline
          class="series"
          points={stretch.map((index) => `${x(index)},${y(points[index]?.value ?? 0)}`).join(" ")}
        />
      ))}
      {points.map((point, index) => (
        <>
          {point.value !== null && (
            <>
              <circle class={`point ${point.state}`} cx={x(index)} cy={y(point.value)} r={4.5}>
                <title>{tell(point, input.words)}</title>
              </circle>
              <text x={x(index)} y={y(point.value) - 10} text-anchor="middle">
                {toPercent(point.value)}
              </text>
            </>
          )}
          <text x={x(index)} y={floor + 18} text-anchor="middle">
            {point.label}
          </text>
          <text x={x(index)} y={floor + 34} text-anchor="middle">
            {point.state === "sound" ? "" : input.words.compare.states[point.state]}
          </text>
        </>
      ))}
    </Frame>
  );
}

/** A rate of many agencies, the greatest first. */
export function BarChart(input: ChartInput) {
  const { points, words } = input;
  const greatest = toScale(points).at(-1) ?? 1;
  const length = (value: number) => ((WIDTH - BAR_LEFT - 130) * value) / greatest;
  return (
    <Frame input={input} height={TOP + points.length * BAR + 12}>
      {points.map((point, index) => {
        const top = TOP + index * BAR;
        const remark = point.state === "sound" ? "" : words.compare.states[point.state];
        return (
          <>
            <text x={BAR_LEFT - 8} y={top + 15} text-anchor="end">
              {shorten(point.label)}
            </text>
            {point.value !== null && (
              <rect
                class={`point ${point.state}`}
                x={BAR_LEFT}
                y={top + 4}
                width={Math.max(length(point.value), 1)}
                height={BAR - 8}
              />
            )}
            <text x={BAR_LEFT + length(point.value ?? 0) + 8} y={top + 15}>
              {[point.value === null ? "" : toPercent(point.value), remark].join(" ").trim()}
            </text>
          </>
        );
      })}
    </Frame>
  );
}

const MAX_LABEL = 17;

function shorten(label: string): string {
  return label.length > MAX_LABEL ? `…${label.slice(1 - MAX_LABEL)}` : label;
}

function tell({ label, value, state }: Point, words: Words): string {
  const shown = value === null ? "" : toPercent(value);
  return `${label}: ${shown} ${words.compare.states[state]}`;
}

function Frame(given: {
  readonly input: ChartInput;
  readonly height: number;
  readonly children?: unknown;
}) {
  const { input, height } = given;
  const { title, use, words, points } = input;
  const summary = points.map((point) => tell(point, words).trim()).join("; ");
  const size = use === "alone" ? { width: WIDTH, height } : {};
  return (
    <svg
      class="chart"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`${title}. ${summary}`}
      {...size}
    >
      {use === "alone" && (
        <>
          <metadata>{JSON.stringify(input.rows)}</metadata>
          <style>{raw(ALONE)}</style>
        </>
      )}
      <text class="title" x={12} y={20}>
        {title}
      </text>
      {given.children}
    </svg>
  );
}
