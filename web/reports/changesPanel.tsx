import { metricOf, metrics, type MetricId } from '../../shared/metrics.ts';
import { readChanges, type ReportChanges } from '../../shared/reports.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { today } from '../ui/day.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { unit } from '../ui/me.ts';
import { go, part } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { signed } from './change.ts';
import { groupName, periodText, valueText } from './figures.ts';
import { CutChips, Head, MetricChoice } from './head.tsx';
import { openMetric } from './look.ts';
import { soFar, type Period } from './period.ts';
import { PeriodPicker } from './periodPicker.tsx';
import { periodIn } from './wish.ts';
import { words } from './words.ts';
import s from './reports.module.css';

const kinds = ['grade', 'type', 'setting'] as const;
type Kind = (typeof kinds)[number];

/** Shares alone can be split, and only those that kinds of retailers have. */
const split = metrics
  .filter(({ form, of }) => (form === 'rate' || form === 'share') && of !== 'day')
  .map(({ id }) => id);

/** Why a share changed: because others were visited, or because the same kinds of retailers did otherwise. */
export function ChangesScreen() {
  const w = words.value;
  const l = language.value;
  const { own } = part;
  const period = periodIn(own.value, today.value);
  const metric: MetricId = split.find((id) => id === own.value['metric']) ?? 'inPlace';
  const by: Kind = kinds.find((one) => one === own.value['by']) ?? 'grade';
  const pick = (change: { metric?: MetricId; by?: Kind } & Partial<Period>) =>
    go({ own: { metric, by, ...period, ...change } });
  const query = { metric, by, ...soFar(period, today.value), unitId: unit.value?.unitId };
  const asked = useAsked(JSON.stringify(query), (signal) => call(readChanges, { query, signal }));
  const changes = asked.value;
  const say = (value: number | null) => (value === null ? w.report.nothing : valueText(metricOf(metric), value, l));
  return (
    <>
      <Head
        period={period}
        sentence={
          changes
            ? w.report.changes.sentence(
                unit.value?.name ?? '',
                periodText(period, { w, l }),
                w.metricName[changes.metric],
                say(changes.before.value),
                say(changes.after.value),
              )
            : w.report.changes.title
        }
      />
      <div class="panel-body">
        <div class={s.reportChoices}>
          <PeriodPicker period={period} onPick={pick} />
          <div class="row">
            <MetricChoice of={split} value={metric} onPick={(next) => pick({ metric: next })} />
          </div>
          <CutChips of={kinds} value={by} onPick={(one) => pick({ by: one })} />
        </div>
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!changes && asked.error === undefined && <Skeleton rows={6} />}
        {changes && <Split changes={changes} />}
        {changes && <Kinds changes={changes} by={by} />}
        <p class={s.reportNotes}>{w.report.changes.how}</p>
      </div>
    </>
  );
}

/** The change and its two parts, which add up to it. */
function Split({ changes: { split: parts, metric: id } }: { changes: ReportChanges }) {
  const w = words.value;
  const l = language.value;
  if (!parts) return <p class="quiet pad">{w.report.changes.nothing}</p>;
  const said = (change: number) => signed(metricOf(id), change, { w, l }) ?? '±0';
  return (
    <dl class="facts">
      {(['difference', 'composition', 'within'] as const).map((name) => [
        <dt key={name}>{w.report.changes[name]}</dt>,
        <dd key={`${name}=`}>
          <strong>{said(parts[name])}</strong>
        </dd>,
      ])}
    </dl>
  );
}

function Kinds({ changes, by }: { changes: ReportChanges; by: Kind }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(changes.metric);
  const cell = (key: string, side: 'before' | 'after', { den, value }: { den: number; value: number | null }) => (
    <td class="figure">
      {value === null ? (
        <span class="quiet">{w.report.nothing}</span>
      ) : (
        <button
          type="button"
          class={`link flush ${s.reportRowsLink}`}
          onClick={() =>
            openMetric({
              metric: metric.id,
              period: { from: changes[side].from, to: changes[side].to },
              by,
              rows: { part: 'all', key },
            })
          }
        >
          {valueText(metric, value, l)}
        </button>
      )}
      <span class={s.reportUnder}>{w.report.changes.counted(count(den, l))}</span>
    </td>
  );
  return (
    <div class="scroll">
      <table class={s.reportGroups}>
        <thead>
          <tr>
            <th scope="col">{w.report.cut[by]}</th>
            <th scope="col" class="figure">
              {w.report.changes.before}
            </th>
            <th scope="col" class="figure">
              {w.report.changes.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.kinds.map(({ key, before, after }) => (
            <tr key={key}>
              <th scope="row">{groupName(by, { key, name: null }, { w, l })}</th>
              {cell(key, 'before', before)}
              {cell(key, 'after', after)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
