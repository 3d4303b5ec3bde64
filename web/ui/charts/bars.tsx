import { Labels, ValueTicks } from './lines.tsx';
import { at, ticksOf, type Span } from './ticks.ts';
import './charts.css';

interface BarsProps {
  bars: readonly { key: string; label: string; value: number | null }[];
  /** From 0: a bar that begins elsewhere says more than there is. */
  span: Span;
  say: (value: number) => string;
  label: string;
}

/** Amounts beside each other. */
export function Bars({ bars, span, say, label }: BarsProps) {
  const wide = 100 / Math.max(1, bars.length);
  return (
    <figure class="chart" role="img" aria-label={label}>
      <ValueTicks span={span} say={say} />
      <svg class="chart-plot" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {ticksOf(span, 4).map((tick) => (
          <line key={tick} class="chart-base" x1="0" x2="100" y1={100 - at(tick, span)} y2={100 - at(tick, span)} />
        ))}
        {bars.map(
          ({ key, value }, k) =>
            value !== null && (
              <rect
                key={key}
                class="chart-bar"
                x={k * wide + wide * 0.15}
                width={wide * 0.7}
                y={100 - at(value, span)}
                height={at(value, span)}
              />
            ),
        )}
      </svg>
      <Labels points={bars} x={(k) => (k + 0.5) * wide} />
    </figure>
  );
}
