import { metricOf } from '../../shared/metrics.ts';
import { funnel } from '../../shared/rates.ts';
import type { ReportValues } from '../../shared/reports.ts';
import { Bars } from '../ui/charts/bars.tsx';
import { Funnel } from '../ui/charts/funnel.tsx';
import { Lines } from '../ui/charts/lines.tsx';
import { spanOf, type Span } from '../ui/charts/ticks.ts';
import { count } from '../format.ts';
import { language } from '../ui/words.ts';
import { groupName, shortName, valueText } from './figures.ts';
import { keysOf } from './period.ts';
import { words } from './words.ts';

/** Days, weeks and months as a line, weekdays and counts as bars. Leagues have a line in each row of their table. */
export function TimeChart({ values }: { values: ReportValues }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(values.metric);
  const { by, groups } = values;
  const known = groups.map(({ value }) => value).filter((one) => one !== null);
  if (by === null || known.length === 0) return null;
  const say = (value: number) => valueText(metric, value, l);
  const label = w.report.chart(
    w.metricName[metric.id],
    w.report.cut[by],
    say(Math.min(...known)),
    say(Math.max(...known)),
  );
  const keys = by === 'day' || by === 'week' || by === 'month' ? keysOf(by, values) : groups.map(({ key }) => key);
  const points = keys.map((key) => {
    const group = groups.find((one) => one.key === key);
    const { value = null, low = null, high = null } = group ?? {};
    return { key, label: shortName(by, group ?? { key, name: null }, { w, l }), value, low, high };
  });
  if (by === 'weekday' || metric.form === 'count')
    return (
      <Bars bars={points} span={spanOf([0, ...known], { low: 0, high: mostOf(values) })} say={say} label={label} />
    );
  const ends = groups.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== null));
  return <Lines points={points} span={spanOf(ends, { low: 0, high: mostOf(values) })} say={say} label={label} />;
}

const mostOf = ({ metric }: ReportValues): number => (['rate', 'share'].includes(metricOf(metric).form) ? 1 : Infinity);

/** Rates over how many they are known from, with the limits within which chance alone moves them. */
export function FunnelChart({ values }: { values: ReportValues }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(values.metric);
  const mean = values.peers?.mean ?? values.total.value;
  const dots = values.groups.flatMap((group) =>
    group.value === null || group.den === 0
      ? []
      : [{ key: group.key, label: groupName(values.by, group, { w, l }), n: group.den, value: group.value }],
  );
  if (mean === null || dots.length === 0) return null;
  const most = Math.max(...dots.map(({ n }) => n));
  const limits = (confidence: 0.95 | 0.998) => (n: number) => funnel(n, mean, confidence);
  const span: Span = spanOf(
    dots.flatMap(({ n, value }) => [
      value,
      funnel(Math.max(n, most / 10), mean, 0.998).low,
      funnel(most, mean, 0.998).high,
    ]),
    { low: 0, high: 1 },
  );
  return (
    <>
      <Funnel
        dots={dots}
        mean={mean}
        inner={limits(0.95)}
        outer={limits(0.998)}
        span={span}
        say={(value) => valueText(metric, value, l)}
        sayN={(n) => count(n, l)}
        label={`${w.metricName[metric.id]} · ${w.report.view.funnel}`}
      />
      <p class="quiet pad">{w.report.funnelNote}</p>
    </>
  );
}
