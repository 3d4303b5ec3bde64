import { ValueTicks } from './lines.tsx';
import { at, ticksOf, type Span } from './ticks.ts';
import './charts.css';

interface FunnelProps {
  dots: readonly { key: string; label: string; n: number; value: number }[];
  mean: number;
  /** Limits at n: what stays within may be chance. */
  inner: (n: number) => Span;
  outer: (n: number) => Span;
  span: Span;
  say: (value: number) => string;
  sayN: (n: number) => string;
  label: string;
}

const STEPS = 60;

/** Each by how much is known of it: far out at the left means little. Dots beyond the outer limit are filled. */
export function Funnel({ dots, mean, inner, outer, span, say, sayN, label }: FunnelProps) {
  const width: Span = { low: 0, high: Math.max(...dots.map(({ n }) => n)) * 1.04 };
  const y = (value: number) => 100 - at(value, span);
  const limit = (of: (n: number) => Span, end: 'low' | 'high') =>
    `M${Array.from({ length: STEPS }, (_, k) => {
      const n = (width.high * (k + 1)) / STEPS;
      return `${at(n, width)} ${y(of(n)[end])}`;
    }).join('L')}`;
  return (
    <figure class="chart is-tall" role="img" aria-label={label}>
      <ValueTicks span={span} say={say} />
      <svg class="chart-plot" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <line class="chart-mean" x1="0" x2="100" y1={y(mean)} y2={y(mean)} />
        {(['low', 'high'] as const).map((end) => (
          <g key={end}>
            <path class="chart-limit" d={limit(inner, end)} />
            <path class="chart-limit is-outer" d={limit(outer, end)} />
          </g>
        ))}
      </svg>
      <svg class="chart-dots" aria-hidden="true" focusable="false">
        {dots.map(({ key, label: name, n, value }) => {
          const { low, high } = outer(n);
          const isOut = value < low || value > high;
          return (
            <g key={key} class={isOut ? 'is-out' : ''}>
              <title>{`${name}: ${say(value)} · ${sayN(n)}`}</title>
              <circle cx={`${at(n, width)}%`} cy={`${y(value)}%`} r="5" />
              {isOut && (
                <text x={`${at(n, width)}%`} y={`${y(value)}%`} dx="-8" dy="4" text-anchor="end">
                  {name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <svg class="chart-labels" aria-hidden="true" focusable="false">
        {ticksOf(width, 5).map((n) => (
          <text key={n} x={`${at(n, width)}%`} y="12" text-anchor="middle">
            {sayN(n)}
          </text>
        ))}
      </svg>
    </figure>
  );
}
