// Pure: what a figure is more or less than it was, in its own unit: a share in points of a hundred.
import type { Metric } from '../../shared/metrics.ts';
import { count, duration } from '../format.ts';
import type { Speech } from './figures.ts';

/** With its sign; of nothing there is no more and no less. */
export function changeText(metric: Metric, was: number | null, is: number | null, { w, l }: Speech): string {
  if (was === null || is === null) return w.report.overview.noBefore;
  const said = signed(metric, is - was, { w, l });
  return said === null ? w.report.overview.same : w.report.overview.than(said);
}

/** Null: it would read as nothing. */
export function signed({ form }: Metric, change: number, { w, l }: Speech): string | null {
  const sign = change < 0 ? '−' : '+';
  const size = Math.abs(change);
  if (form === 'median') return size * 60 < 0.5 ? null : `${sign}${duration(size * 60, l)}`;
  if (form === 'count') return size < 0.5 ? null : `${sign}${count(Math.round(size), l)}`;
  const points = Math.round(size * 1_000) / 10;
  return points === 0 ? null : w.report.overview.points(`${sign}${count(points, l)}`);
}
