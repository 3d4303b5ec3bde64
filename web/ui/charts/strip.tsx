import { at, ticksOf, type Span } from './ticks.ts';
import './charts.css';

interface StripProps {
  rows: readonly { key: string; label: string; marks: readonly { key: string; label: string; value: number }[] }[];
  span: Span;
  say: (value: number) => string;
  label: string;
}

/** How high the dots of a row stand apart, so that equal ones are all seen. */
const LANES = 5;
const LANE_PX = 7;

/** Everybody as a dot on one scale, groups below each other: how they lie matters more than their means. */
export function Strip({ rows, span, say, label }: StripProps) {
  const zero = span.low < 0 && span.high > 0 ? `${at(0, span)}%` : null;
  return (
    <figure class="chart-strips" role="img" aria-label={label}>
      {rows.map(({ key, label: name, marks }) => (
        <div key={key} class="chart-strip">
          <span class="quiet">{name}</span>
          <svg height={LANES * LANE_PX + 10} aria-hidden="true" focusable="false">
            <line class="chart-base" x1="0" x2="100%" y1="50%" y2="50%" />
            {zero !== null && <line class="chart-mean" x1={zero} x2={zero} y1="0" y2="100%" />}
            {marks.map(({ key: who, label: said, value }, k) => (
              <circle key={who} class="chart-mark" cx={`${at(value, span)}%`} cy={8 + (k % LANES) * LANE_PX} r="4.5">
                <title>{said}</title>
              </circle>
            ))}
          </svg>
        </div>
      ))}
      <div class="chart-strip">
        <span />
        <svg class="chart-axis" height="16" aria-hidden="true" focusable="false">
          {ticksOf(span, 5).map((tick) => (
            <text key={tick} x={`${at(tick, span)}%`} y="12" text-anchor="middle">
              {say(tick)}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
}
