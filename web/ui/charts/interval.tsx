import { at, ticksOf, type Span } from './ticks.ts';
import './charts.css';

interface IntervalProps {
  span: Span;
  /** Null: nothing is known. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** What the value is at least and at most, as undecided ones turn out. */
  bounds?: Span | null;
  /** What all together have. */
  mean: number | null;
  /** Beside the colour a shape: up, down, round. */
  mark: 'above' | 'below' | 'plain' | 'few';
}

/** A row of a league: the value as a mark, its interval as a line, what is undecided as a hollow bar behind. The table says the same in numbers. */
export function Interval({ span, value, low, high, bounds, mean, mark }: IntervalProps) {
  const x = (of: number) => `${at(of, span)}%`;
  return (
    <svg class={`chart-row is-${mark}`} height="18" aria-hidden="true" focusable="false">
      <line class="chart-base" x1="0" x2="100%" y1="9" y2="9" />
      {mean !== null && <line class="chart-mean" x1={x(mean)} x2={x(mean)} y1="0" y2="18" />}
      {bounds && (
        <rect
          class="chart-bounds"
          x={x(bounds.low)}
          y="3"
          width={`${Math.max(0, at(bounds.high, span) - at(bounds.low, span))}%`}
          height="12"
        />
      )}
      {low !== null && high !== null && <line class="chart-interval" x1={x(low)} x2={x(high)} y1="9" y2="9" />}
      {value !== null && <Mark x={x(value)} mark={mark} />}
    </svg>
  );
}

/** Above: a triangle up; below: one down; else a disc, hollow where there is little behind it. */
function Mark({ x, mark }: { x: string; mark: IntervalProps['mark'] }) {
  if (mark === 'plain' || mark === 'few') return <circle class="chart-mark" cx={x} cy="9" r="5" />;
  return (
    <svg x={x} y="9" width="1" height="1" overflow="visible">
      <path class="chart-mark" d={mark === 'above' ? 'M0-6L6 5H-6z' : 'M0 6L6-5H-6z'} />
    </svg>
  );
}

/** The scale above a league's rows. */
export function IntervalAxis({ span, say }: { span: Span; say: (value: number) => string }) {
  return (
    <svg class="chart-row chart-axis" height="16" aria-hidden="true" focusable="false">
      {ticksOf(span, 4).map((tick) => {
        const place = at(tick, span);
        return (
          <text key={tick} x={`${place}%`} y="12" text-anchor={place < 8 ? 'start' : place > 92 ? 'end' : 'middle'}>
            {say(tick)}
          </text>
        );
      })}
    </svg>
  );
}
