import type { ScoreCurve } from '../../shared/scoreScheme.ts';
import s from './scores.module.css';

const [WIDTH, HEIGHT, EDGE] = [240, 96, 6];

/** How points follow from a value, and where this one is. */
export function Curve({
  curve,
  value,
  points,
  label,
}: {
  curve: ScoreCurve;
  value: number | null;
  points: number;
  label: string;
}) {
  const xs = [...curve.at.map(({ x }) => x), ...(value === null ? [] : [value])];
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const margin = (high - low) * 0.08 || 1;
  const most = Math.max(...curve.at.map((one) => one.points), 0.01);
  const x = (at: number): number => EDGE + ((at - low + margin) / (high - low + 2 * margin)) * (WIDTH - 2 * EDGE);
  const y = (at: number): number => HEIGHT - EDGE - (at / most) * (HEIGHT - 2 * EDGE);
  const first = curve.at[0]!;
  const steps = [`M${x(low - margin)},${y(first.points)}`];
  for (const [i, at] of curve.at.entries()) {
    if (curve.form === 'steps' && i > 0) steps.push(`H${x(at.x)}`, `V${y(at.points)}`);
    else steps.push(`L${x(at.x)},${y(at.points)}`);
  }
  steps.push(`H${x(high + margin)}`);
  return (
    <svg class={s.scoreCurve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={steps.join(' ')} />
      {value !== null && <circle cx={x(value)} cy={y(points / 100)} r={4} />}
    </svg>
  );
}
