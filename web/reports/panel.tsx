import { cutsOf, metricOf, metrics } from '../../shared/metrics.ts';
import { readValues, type ReportValues } from '../../shared/reports.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { dayView, today } from '../ui/day.ts';
import { useAsked } from '../ui/asked.ts';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { unit } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { periodText, valueText } from './figures.ts';
import { FunnelChart, TimeChart } from './chart.tsx';
import { Ways } from './files.tsx';
import { Counted, GroupTable, isLeague, RowsLink } from './groupTable.tsx';
import { CutChips, Head, MetricChoice } from './head.tsx';
import { ask, wishNow } from './look.ts';
import { PeriodPicker } from './periodPicker.tsx';
import { soFar } from './period.ts';
import { RowsPanel } from './rowsPanel.tsx';
import { filterOf, type Wish } from './wish.ts';
import { words } from './words.ts';
import s from './reports.module.css';

/** One metric of a period: the number, its groups beside each other, and below each number its rows. */
export function MetricScreen() {
  const wish = wishNow();
  return wish.rows ? <RowsPanel wish={wish} rows={wish.rows} /> : <Figures wish={wish} />;
}

function Figures({ wish }: { wish: Wish }) {
  const w = words.value;
  const l = language.value;
  const query = {
    ...filterOf({ ...wish, period: soFar(wish.period, today.value) }, unit.value?.unitId),
    ...(wish.by && { by: wish.by }),
  };
  const asked = useAsked(JSON.stringify(query), (signal) => call(readValues, { query, signal }));
  const values = asked.value?.metric === wish.metric ? asked.value : undefined;
  const total = values?.total.value ?? null;
  return (
    <>
      <Head
        period={wish.period}
        sentence={w.report.sentence(
          unit.value?.name ?? '',
          periodText(wish.period, { w, l }),
          w.metricName[wish.metric],
          total === null ? w.report.nothing : valueText(metricOf(wish.metric), total, l),
        )}
      >
        {values && <Ways values={values} wish={wish} />}
      </Head>
      <div class="panel-body">
        <div class={s.reportChoices}>
          <PeriodPicker period={wish.period} onPick={(period) => ask({ period })} />
          <Choices wish={wish} />
        </div>
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!values && asked.error === undefined && <Skeleton rows={8} />}
        {values && <Answer values={values} wish={wish} />}
      </div>
    </>
  );
}

/** Which metric, of whom, told apart by what. */
function Choices({ wish }: { wish: Wish }) {
  const w = words.value;
  const cuts = cutsOf(metricOf(wish.metric));
  const rep = wish.repId === null ? null : (dayView.value?.reps.get(wish.repId)?.name ?? w.report.someone);
  return (
    <>
      <div class="row">
        <MetricChoice of={metrics.map(({ id }) => id)} value={wish.metric} onPick={(metric) => ask({ metric })} />
        {cuts.includes('setting') && (
          <select
            aria-label={w.report.cut.setting}
            value={wish.setting ?? ''}
            onChange={(event) => ask({ setting: event.currentTarget.value || null })}
          >
            <option value="">{w.report.anySetting}</option>
            <option value="urban">{w.report.setting.urban}</option>
            <option value="rural">{w.report.setting.rural}</option>
          </select>
        )}
        {rep !== null && (
          <span class="row">
            <strong>{rep}</strong>
            <button type="button" class="link" onClick={() => ask({ repId: null, by: 'person' })}>
              {w.report.everybody}
            </button>
          </span>
        )}
      </div>
      <CutChips of={cuts} value={wish.by} onPick={(cut) => ask({ by: wish.by === cut ? null : cut })} />
    </>
  );
}

function Answer({ values, wish }: { values: ReportValues; wish: Wish }) {
  const w = words.value;
  const l = language.value;
  const { groups, daysDue, peers, total, by } = values;
  const metric = metricOf(values.metric);
  const isRate = metric.form === 'rate' && isLeague(by);
  return (
    <>
      {daysDue > 0 && (
        <p class="quiet pad" role="status">
          {w.report.counting(daysDue, count(daysDue, l))}
        </p>
      )}
      <Total values={values} />
      {total.num === 0 && total.den === 0 && groups.length === 0 && <Empty title={w.report.empty} />}
      {isRate && <ViewChoice wish={wish} />}
      {isRate && wish.isFunnel && <FunnelChart values={values} />}
      {!isLeague(by) && <TimeChart values={values} />}
      {groups.length > 0 && by !== null && <GroupTable values={values} />}
      <section class={s.reportNotes}>
        <h2>{w.report.what}</h2>
        {metric.den.length > 0 && metric.form !== 'median' && (
          <p>{w.report.share(w.metricNum[metric.id], w.metricDen[metric.id])}</p>
        )}
        <p>{w.metricNote[metric.id]}</p>
        {isRate && <p>{peers ? w.report.howCompared : w.report.howInterval}</p>}
        {isRate &&
          !peers &&
          metric.better !== 'neither' &&
          (by === 'person' || by === 'unit' || by === 'territory') && <p>{w.report.noPeers}</p>}
        <p>{w.report.rule(values.rule)}</p>
      </section>
    </>
  );
}

function ViewChoice({ wish }: { wish: Wish }) {
  const w = words.value.report.view;
  return (
    <div class={`segments ${s.reportView} no-print`}>
      <button type="button" aria-pressed={!wish.isFunnel} onClick={() => ask({ isFunnel: false })}>
        {w.league}
      </button>
      <button type="button" aria-pressed={wish.isFunnel} onClick={() => ask({ isFunnel: true })}>
        {w.funnel}
      </button>
    </div>
  );
}

/** The number of all, what it is of, and what is not known of it. */
function Total({ values: { total, metric: id } }: { values: ReportValues }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(id);
  if (total.value === null) return null;
  return (
    <p class={s.reportTotal}>
      <strong>{valueText(metric, total.value, l)}</strong>
      <span>
        <Counted group={total} metric={metric} name={w.all} />
      </span>
      {total.undecided > 0 && (
        <span>
          <RowsLink part="undecided" groupKey="all" says={w.report.undecided}>
            {w.report.undecidedOf(total.undecided, count(total.undecided, l))}
          </RowsLink>
          {total.atLeast !== null && total.atMost !== null && (
            <span class="quiet">
              {' '}
              {w.report.couldBe(valueText(metric, total.atLeast, l), valueText(metric, total.atMost, l))}
            </span>
          )}
        </span>
      )}
    </p>
  );
}
