import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Sending } from '../../shared/contract.ts';
import { metricOf, Part } from '../../shared/metrics.ts';
import { exportReportRows, listReportRows, readValues, type ReportRow } from '../../shared/reports.ts';
import { call } from '../api.ts';
import { count, dayName } from '../format.ts';
import { today } from '../ui/day.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { unit } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { amountText, groupName, periodText } from './figures.ts';
import { ask } from './look.ts';
import { soFar } from './period.ts';
import { filterOf, type Wish } from './wish.ts';
import { words } from './words.ts';

const PAGE = 200;

type RowsWish = NonNullable<Wish['rows']>;

interface Listed {
  key: string;
  items: ReportRow[];
  next: string | null;
}

/** The rows page by page, of what is asked for now. */
function useRows(query: Sending<typeof listReportRows>['query']) {
  const listed = useSignal<Listed | null>(null);
  const error = useSignal<unknown>(null);
  const key = JSON.stringify(query);
  const read = async (cursor: string | null, signal?: AbortSignal) => {
    error.value = null;
    try {
      const page = await call(listReportRows, { query: { ...query, limit: PAGE, cursor }, signal });
      const known = listed.peek();
      const before = cursor !== null && known?.key === key ? known.items : [];
      listed.value = { key, items: [...before, ...page.items], next: page.next };
    } catch (failed) {
      if (!signal?.aborted) error.value = failed;
    }
  };
  useEffect(() => {
    const cancel = new AbortController();
    void read(null, cancel.signal);
    return () => cancel.abort();
  }, [key]);
  return { shown: listed.value?.key === key ? listed.value : null, error: error.value, read };
}

/** What a number stands on: every row, each the way to its case, and their sum, which is the number. */
export function RowsPanel({ wish, rows }: { wish: Wish; rows: RowsWish }) {
  const w = words.value;
  const l = language.value;
  const period = soFar(wish.period, today.value);
  const filter = filterOf({ ...wish, period }, unit.value?.unitId);
  const group = { ...(wish.by && rows.key !== null && { by: wish.by, key: rows.key }) };
  const query = { ...filter, ...group, from: period.from, to: period.to, part: rows.part };
  const { shown, error, read } = useRows(query);
  const name = useGroupName(wish, rows);
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <button type="button" class="tool" aria-label={w.back} title={w.back} onClick={() => ask({ rows: null })}>
            <Icon name="back" />
          </button>
          <div class="panel-title">
            <h1>
              {w.metricName[wish.metric]}
              {name !== null && ` · ${name}`}
            </h1>
          </div>
          <span class="spread" />
          <ExportMenu of={{ list: exportReportRows, query, hasPlace: true }} />
        </div>
        <p class="quiet">{`${unit.value?.name ?? ''} · ${periodText(wish.period, { w, l })}`}</p>
        <Parts wish={wish} rows={rows} />
        {shown && <Sum of={shown} wish={wish} />}
      </header>
      <div class="panel-body">
        {error !== null && <Failure error={error} onAgain={() => void read(null)} />}
        {!shown && error === null && <Skeleton rows={8} />}
        {shown?.items.length === 0 && <p class="quiet pad">{w.report.rows.none}</p>}
        {shown?.items.map((row) => (
          <Row key={`${row.day} ${row.visitId} ${row.retailerId} ${row.repId}`} row={row} wish={wish} />
        ))}
        {shown?.next && (
          <button type="button" class="link pad" onClick={() => void read(shown.next)}>
            {w.more}
          </button>
        )}
      </div>
    </>
  );
}

/** What the group is called, where its key alone does not say it. */
function useGroupName({ by, metric, period, repId, setting }: Wish, { key }: RowsWish): string | null {
  const isNamed = key !== null && key.length === 36;
  const query = filterOf({ metric, period: soFar(period, today.value), repId, setting } as Wish, unit.value?.unitId);
  const asked = useAsked(`${by} ${key} ${JSON.stringify(query)}`, async (signal) =>
    isNamed && by ? call(readValues, { query: { ...query, by }, signal }) : undefined,
  );
  if (key === null) return null;
  const group = asked.value?.groups.find((one) => one.key === key);
  return isNamed && !group ? '' : groupName(by, group ?? { key, name: null }, { w: words.value, l: language.value });
}

/** Above, below, undecided: parts that a metric has. */
function Parts({ wish, rows }: { wish: Wish; rows: RowsWish }) {
  const w = words.value.report.rows;
  const metric = metricOf(wish.metric);
  const parts = Part.options.filter(
    (part) => part === 'all' || (metric[part].length > 0 && !(metric.form === 'count' && part === 'undecided')),
  );
  return (
    <div class="chips" role="group" aria-label={w.title}>
      {parts.map((part) => (
        <button
          key={part}
          type="button"
          class="chip"
          aria-pressed={rows.part === part}
          onClick={() => ask({ rows: { ...rows, part } })}
        >
          {w.part[part]}
        </button>
      ))}
    </div>
  );
}

/** What the rows come to; when all are listed it is the number they were opened from. */
function Sum({ of: { items, next }, wish }: { of: Listed; wish: Wish }) {
  const w = words.value.report.rows;
  const l = language.value;
  const metric = metricOf(wish.metric);
  const sum = (part: 'num' | 'den') =>
    amountText(
      metric,
      items.reduce((all, row) => all + row[part], 0),
      l,
    );
  const rows = count(items.length, l);
  const hasNum = metric.form !== 'median';
  const said =
    metric.form === 'count' || !hasNum
      ? w.count(rows, sum(hasNum ? 'num' : 'den'))
      : w.sum(rows, sum('num'), sum('den'));
  return <p role="status">{next === null ? said : `${w.sofar} ${said}`}</p>;
}

/** Where a row leads: a visit to its case, a stop and a retailer to the retailer, a day to the rep on that day. */
function openRow({ visitId, retailerId, repId, day }: ReportRow): void {
  if (visitId !== null) go({ selection: { kind: 'visit', id: visitId } });
  else if (retailerId !== null) go({ selection: { kind: 'retailer', id: retailerId } });
  else if (repId !== null) go({ selection: { kind: 'rep', id: repId }, day: day === today.peek() ? null : day });
}

function Row({ row, wish }: { row: ReportRow; wish: Wish }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(wish.metric);
  const hover = useHover(row.retailerId ?? row.repId ?? '');
  const { of, day, retailerName, retailerCode, repName, num, den } = row;
  const amount = (part: number) => amountText(metric, part, l);
  return (
    <button type="button" {...hover} data-item onClick={() => openRow(row)}>
      <span class="item-text">
        <span class="item-title">{of === 'day' ? repName : (retailerName ?? retailerCode ?? w.unknown)}</span>
        <span class="item-more">
          {[of === 'day' ? null : retailerCode, of === 'day' ? null : repName].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span class="item-end">
        <span>{day === null ? '' : dayName(day, l)}</span>
        <span class="quiet">
          {row.undecided > 0 && num === 0 && den === 0
            ? w.report.undecided
            : metric.den.length === 0 || metric.form === 'median'
              ? amount(metric.form === 'median' ? den : num)
              : w.report.rows.adds(amount(num), amount(den))}
        </span>
      </span>
    </button>
  );
}
