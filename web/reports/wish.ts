// Pure: what a report is asked for, and how the address says it.
import { Cut, cutsOf, metricOf, MetricId, Part } from '../../shared/metrics.ts';
import { daysBetween } from '../../shared/period.ts';
import { usualPeriod, type Period } from './period.ts';

export interface Wish {
  metric: MetricId;
  period: Period;
  /** How it is told apart; null: not at all. */
  by: Cut | null;
  /** Only this rep. */
  repId: string | null;
  setting: string | null;
  /** Whose rows are shown; null: the figures are. */
  rows: { part: Part; key: string | null } | null;
  /** A league as a funnel: rates over how much each is known from. */
  isFunnel: boolean;
}

type Own = Readonly<Record<string, string>>;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export function periodIn({ from, to }: Own, today: string): Period {
  return isDay(from) && isDay(to) && from <= to && daysBetween(from, to) < 1_100 ? { from, to } : usualPeriod(today);
}

/** Reads it from the address; what it cannot read is as usual. */
export function readWish(own: Own, today: string): Wish {
  const metric = MetricId.safeParse(own['metric']).data ?? 'inPlace';
  const cuts = cutsOf(metricOf(metric));
  const said = own['by'] === 'none' ? null : (Cut.safeParse(own['by']).data ?? 'person');
  const part = Part.safeParse(own['part']).data;
  return {
    metric,
    period: periodIn(own, today),
    by: said !== null && cuts.includes(said) ? said : said === null ? null : 'person',
    repId: /^[0-9a-f-]{36}$/.test(own['who'] ?? '') ? own['who']! : null,
    setting: cuts.includes('setting') ? (own['setting'] ?? null) : null,
    rows: part === undefined ? null : { part, key: own['key'] ?? null },
    isFunnel: own['view'] === 'funnel',
  };
}

/** The address's part of it. */
export function writeWish({ metric, period, by, repId, setting, rows, isFunnel }: Wish): Own {
  return {
    metric,
    ...period,
    by: by ?? 'none',
    ...(repId !== null && { who: repId }),
    ...(setting !== null && { setting }),
    ...(rows && { part: rows.part }),
    ...(rows && rows.key !== null && { key: rows.key }),
    ...(isFunnel && { view: 'funnel' }),
  };
}

/** The filter of the server's contracts. */
export function filterOf({ metric, period, repId, setting }: Wish, unitId: string | undefined) {
  return {
    metric,
    ...period,
    ...(unitId !== undefined && { unitId }),
    ...(repId !== null && { repId }),
    ...(setting !== null && { setting }),
  };
}
