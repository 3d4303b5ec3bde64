import { at, ticksOf, type Span } from './ticks.ts';
import './charts.css';

export interface LinePoint {
  key: string;
  label: string;
  /** Null: nothing was there that day; the line is broken. */
  value: number | null;
  low: number | null;
  high: number | null;
}

interface LinesProps {
  points: readonly LinePoint[];
  span: Span;
  say: (value: number) => string;
  /** What is shown, for whoever hears it; the numbers are in the table beside it. */
  label: string;
}

/** A value over time with its interval as a band; lines are straight between days, because nothing is known in between. */
export function Lines({ points, span, say, label }: LinesProps) {
  const x = (k: number) => (points.length === 1 ? 50 : 2 + (96 * k) / (points.length - 1));
  const y = (value: number) => 100 - at(value, span);
  return (
    <figure class="chart" role="img" aria-label={label}>
      <ValueTicks span={span} say={say} />
      <svg class="chart-plot" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {ticksOf(span, 4).map((tick) => (
          <line key={tick} class="chart-base" x1="0" x2="100" y1={y(tick)} y2={y(tick)} />
        ))}
        {runsOf(points).map((run) => (
          <g key={run[0]}>
            <path class="chart-band" d={bandPath(run, points, x, y)} />
            <path class="chart-line" d={`M${run.map((k) => `${x(k)} ${y(points[k]!.value!)}`).join('L')}`} />
          </g>
        ))}
      </svg>
      <svg class="chart-dots" aria-hidden="true" focusable="false">
        {points.map(
          ({ key, value }, k) => value !== null && <circle key={key} cx={`${x(k)}%`} cy={`${y(value)}%`} r="3" />,
        )}
      </svg>
      <Labels points={points} x={x} />
    </figure>
  );
}

function bandPath(
  run: readonly number[],
  points: readonly LinePoint[],
  x: (k: number) => number,
  y: (value: number) => number,
): string {
  const known = run.filter((k) => points[k]!.low !== null && points[k]!.high !== null);
  if (known.length < 2) return '';
  const over = known.map((k) => `${x(k)} ${y(points[k]!.high!)}`);
  const under = known.map((k) => `${x(k)} ${y(points[k]!.low!)}`).reverse();
  return `M${[...over, ...under].join('L')}Z`;
}

/** Neighbours with a value, as their numbers. */
function runsOf(points: readonly LinePoint[]): number[][] {
  const runs: number[][] = [];
  for (const [k, { value }] of points.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last?.at(-1) === k - 1) last.push(k);
    else runs.push([k]);
  }
  return runs;
}

export function ValueTicks({ span, say }: { span: Span; say: (value: number) => string }) {
  return (
    <svg class="chart-ticks" aria-hidden="true" focusable="false">
      {ticksOf(span, 4).map((tick) => (
        <text key={tick} x="100%" y={`${100 - at(tick, span)}%`} text-anchor="end" dominant-baseline="middle">
          {say(tick)}
        </text>
      ))}
    </svg>
  );
}

/** So many words fit below a chart: the first, the last, and some between them. */
const MOST_LABELS = 5;

export function Labels({ points, x }: { points: readonly { key: string; label: string }[]; x: (k: number) => number }) {
  const every = Math.max(1, Math.ceil((points.length - 1) / (MOST_LABELS - 1)));
  return (
    <svg class="chart-labels" aria-hidden="true" focusable="false">
      {points.map(({ key, label }, k) => {
        if (k % every !== 0) return null;
        const place = x(k);
        return (
          <text key={key} x={`${place}%`} y="12" text-anchor={place < 10 ? 'start' : place > 90 ? 'end' : 'middle'}>
            {label}
          </text>
        );
      })}
    </svg>
  );
}

/** A line without axes, for a figure on a card. */
export function Spark({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((one) => one !== null);
  const span = { low: Math.min(...known), high: Math.max(...known) };
  const points = values.map((value, k) => ({ key: String(k), label: '', value, low: null, high: null }));
  const x = (k: number) => (values.length === 1 ? 50 : 2 + (96 * k) / (values.length - 1));
  return (
    <svg class="chart-spark" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
      {runsOf(points).map((run) => (
        <path
          key={run[0]}
          class="chart-line"
          d={`M${run.map((k) => `${x(k)} ${92 - 0.84 * at(values[k]!, span)}`).join('L')}${run.length === 1 ? 'h0.01' : ''}`}
        />
      ))}
    </svg>
  );
}
