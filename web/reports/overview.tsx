import { cutsOf, metricOf, metrics, type MetricId } from '../../shared/metrics.ts';
import { readValues, type Group, type ReportValues } from '../../shared/reports.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { Spark } from '../ui/charts/lines.tsx';
import { today } from '../ui/day.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { unit } from '../ui/me.ts';
import { go, open, part } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { changeText } from './change.ts';
import { amountText, groupName, mainPart, periodText, valueText } from './figures.ts';
import { openMetric } from './look.ts';
import { before, soFar, stepsOf, type Period } from './period.ts';
import { PeriodPicker } from './periodPicker.tsx';
import { periodIn } from './wish.ts';
import { words } from './words.ts';
import s from './reports.module.css';

/** What one wants to know each morning and on Friday. */
const headline: readonly MetricId[] = [
  'visits',
  'inPlace',
  'planKept',
  'frequency',
  'coverage',
  'overdue',
  'undecided',
  'dwell',
];
/** In which of them somebody may be below the others by more than chance. */
const watched: readonly MetricId[] = ['planKept', 'inPlace', 'frequency'];

/** A unit's period at a glance: who needs a look first, then the figures, each with what it was before. */
export function OverviewScreen() {
  const w = words.value;
  const period = periodIn(part.own.value, today.value);
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
        </div>
        <h1 class="sentence">
          {w.report.overview.sentence(unit.value?.name ?? '', periodText(period, { w, l: language.value }))}
        </h1>
      </header>
      <div class="panel-body">
        <div class={s.reportChoices}>
          <PeriodPicker period={period} onPick={(next) => go({ own: { ...next } })} />
        </div>
        <NeedsLook period={period} />
        <section class="section">
          <h2>{w.report.overview.figures}</h2>
          <div class={s.reportCards}>
            {headline.map((metric) => (
              <Card key={metric} metric={metric} period={period} />
            ))}
          </div>
        </section>
        <section class="section">
          <h2>{w.report.overview.more}</h2>
          <div class="row pad">
            <button type="button" onClick={() => open('/reports/changes', null, { ...period })}>
              {w.report.changes.title}
            </button>
            <button type="button" onClick={() => open('/reports/effect')}>
              {w.report.effect.title}
            </button>
            {metrics
              .filter(({ id }) => !headline.includes(id))
              .map(({ id }) => (
                <button key={id} type="button" class="link flush" onClick={() => openMetric({ metric: id, period })}>
                  {w.metricName[id]}
                </button>
              ))}
          </div>
        </section>
      </div>
    </>
  );
}

/** Reps who are below the others by more than chance, each with the figure in which they are. */
function NeedsLook({ period }: { period: Period }) {
  const w = words.value;
  const range = soFar(period, today.value);
  const unitId = unit.value?.unitId;
  const asked = useAsked(`${unitId} ${range.from} ${range.to}`, (signal) =>
    Promise.all(
      watched.map((metric) => call(readValues, { query: { metric, ...range, unitId, by: 'person' }, signal })),
    ),
  );
  const daysDue = asked.value?.[0]?.daysDue ?? 0;
  const found = (asked.value ?? []).flatMap((values) =>
    values.groups.filter(({ band }) => band === 'below').map((group) => ({ values, group })),
  );
  return (
    <section class={`section ${s.reportLook}`}>
      <h2>{w.report.overview.look}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {daysDue > 0 && (
        <p class="quiet pad" role="status">
          {w.report.counting(daysDue, count(daysDue, language.value))}
        </p>
      )}
      {asked.value && found.length === 0 && <p class="quiet pad">{w.report.overview.allWell}</p>}
      {found.map(({ values, group }) => (
        <BelowOthers key={`${values.metric} ${group.key}`} values={values} group={group} period={period} />
      ))}
    </section>
  );
}

function BelowOthers({ values, group, period }: { values: ReportValues; group: Group; period: Period }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(values.metric);
  const by = cutsOf(metric).includes('week') ? 'week' : null;
  const [own, mean] = [group.value ?? 0, values.peers?.mean ?? 0].map((value) => valueText(metric, value, l));
  return (
    <button
      type="button"
      class="item"
      data-item
      onClick={() => openMetric({ metric: metric.id, period, by, repId: group.key })}
    >
      <span class="item-text">
        <span class="item-title">{groupName('person', group, { w, l })}</span>
        <span class="item-more">{w.report.overview.below(w.metricName[metric.id], own!, mean!)}</span>
      </span>
      <span class="item-end">{`${amountText(metric, group.num, l)} / ${amountText(metric, group.den, l)}`}</span>
    </button>
  );
}

/** A figure, what it is of, how it went and what it was before. */
function Card({ metric: id, period }: { metric: MetricId; period: Period }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(id);
  const range = soFar(period, today.value);
  const unitId = unit.value?.unitId;
  const by = cutsOf(metric).find((cut) => cut === stepsOf(range));
  const asked = useAsked(`${id} ${unitId} ${range.from} ${range.to}`, async (signal) => {
    const query = { metric: id, unitId };
    const [now, then] = await Promise.all([
      call(readValues, { query: { ...query, ...range, ...(by && { by }) }, signal }),
      call(readValues, { query: { ...query, ...before(range) }, signal }),
    ]);
    return { now, then };
  });
  const total = asked.value?.now.total;
  const rows = () => openMetric({ metric: id, period, by: null, rows: { part: mainPart(id), key: null } });
  return (
    <article class={s.reportCard}>
      <button type="button" class="link flush" data-item onClick={() => openMetric({ metric: id, period })}>
        {w.metricName[id]}
      </button>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {total && (
        <>
          <span class={s.reportCardValue}>
            {total.value === null ? w.report.nothing : valueText(metric, total.value, l)}
          </span>
          {(total.den > 0 || total.num > 0) && (
            <button type="button" class={`link flush ${s.reportRowsLink}`} onClick={rows}>
              {metric.form === 'rate'
                ? `${amountText(metric, total.num, l)} / ${amountText(metric, total.den, l)}`
                : w.report.rows.title}
            </button>
          )}
          <span class="quiet">{changeText(metric, asked.value!.then.total.value, total.value, { w, l })}</span>
          {by && asked.value!.now.groups.length > 1 && (
            <Spark
              values={asked.value!.now.groups.map(({ value }) => value)}
              label={w.report.overview.trend(w.metricName[id])}
            />
          )}
        </>
      )}
    </article>
  );
}
