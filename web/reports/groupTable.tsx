import { cutsOf, metricOf, type Cut, type Metric, type Part } from '../../shared/metrics.ts';
import { UNKNOWN_KEY, type Group, type ReportValues } from '../../shared/reports.ts';
import { Interval, IntervalAxis } from '../ui/charts/interval.tsx';
import { spanOf, type Span } from '../ui/charts/ticks.ts';
import { count } from '../format.ts';
import { language } from '../ui/words.ts';
import { amountText, groupName, intervalOf, isFew, placeText, valueText } from './figures.ts';
import { ask, wishNow } from './look.ts';
import { words } from './words.ts';
import s from './reports.module.css';

/** Cuts whose groups are told apart by a line each, not over time. */
const leagues: readonly (Cut | null)[] = ['unit', 'territory', 'person', 'grade', 'type', 'setting'];
export const isLeague = (by: Cut | null): boolean => leagues.includes(by);

/** Every group with its number, what it is of, what is undecided and where it stands; each number opens its rows. */
export function GroupTable({ values }: { values: ReportValues }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(values.metric);
  const hasLine = isLeague(values.by);
  const span = leagueSpan(values);
  const hasUndecided = metric.undecided.length > 0;
  return (
    <div class="scroll">
      <table class={s.reportGroups}>
        <thead>
          <tr>
            <th scope="col" class={s.reportNameColumn}>
              {values.by === null ? w.all : w.report.cut[values.by]}
              {hasLine && <IntervalAxis span={span} say={(value) => valueText(metric, value, l)} />}
            </th>
            <th scope="col" class="figure">
              {w.report.value}
            </th>
            <th scope="col" class="figure">
              {w.report.counted}
            </th>
            {hasUndecided && (
              <th scope="col" class="figure">
                {w.report.undecided}
              </th>
            )}
            {values.peers && <th scope="col">{w.report.bandTitle}</th>}
          </tr>
        </thead>
        <tbody>
          {values.groups.map((group) => (
            <GroupRow key={group.key} group={group} values={values} span={hasLine ? span : null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What all lines of a league are drawn over. */
function leagueSpan({ groups, metric }: ReportValues): Span {
  const ends = groups.flatMap((group) => {
    const { value, low, high } = intervalOf(group);
    return [value, low, high, group.atLeast, group.atMost].filter((one) => one !== null);
  });
  const { form } = metricOf(metric);
  return spanOf(form === 'count' ? [0, ...ends] : ends, {
    low: 0,
    high: form === 'rate' || form === 'share' ? 1 : Infinity,
  });
}

function GroupRow({ group, values, span }: { group: Group; values: ReportValues; span: Span | null }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(values.metric);
  const name = groupName(values.by, group, { w, l });
  const { value, low, high } = intervalOf(group);
  const few = isFew(group, metric);
  return (
    <tr>
      <th scope="row" class={s.reportNameColumn}>
        <Name group={group} values={values} name={name} />
        {span && (
          <Interval
            span={span}
            value={value}
            low={low}
            high={high}
            bounds={boundsOf(group)}
            mean={values.peers?.mean ?? values.total.value}
            mark={few ? 'few' : group.band === 'above' || group.band === 'below' ? group.band : 'plain'}
          />
        )}
      </th>
      <td class={`figure ${few ? s.reportFew : ''}`}>
        <Value group={group} metric={metric} />
      </td>
      <td class="figure">
        <Counted group={group} metric={metric} name={name} />
      </td>
      {metric.undecided.length > 0 && (
        <td class="figure">
          <RowsLink part="undecided" groupKey={group.key} says={`${name} · ${w.report.undecided}`}>
            {count(group.undecided, l)}
          </RowsLink>
        </td>
      )}
      {values.peers && <td>{group.band && <Standing group={group} />}</td>}
    </tr>
  );
}

const boundsOf = ({ atLeast, atMost, undecided }: Group): Span | null =>
  undecided > 0 && atLeast !== null && atMost !== null ? { low: atLeast, high: atMost } : null;

/** A unit opens its people, a person their days; others are words. */
function Name({ group: { key }, values: { by, metric }, name }: { group: Group; values: ReportValues; name: string }) {
  const isOpen = key !== UNKNOWN_KEY && (by === 'unit' || by === 'person');
  if (!isOpen) return <span class={s.reportGroupName}>{name}</span>;
  const isPerson = by === 'person';
  const isDaily = cutsOf(metricOf(metric)).includes('week');
  const enter = () => (isPerson ? ask({ repId: key, by: isDaily ? 'week' : null }) : ask({ by: 'person' }, key));
  return (
    <button
      type="button"
      class={`link flush ${s.reportGroupName}`}
      data-item
      title={words.value.report.only(name)}
      onClick={enter}
    >
      {name}
    </button>
  );
}

function Value({ group, metric }: { group: Group; metric: Metric }) {
  const l = language.value;
  if (group.value === null) return <span class="quiet">{words.value.report.nothing}</span>;
  const { low, high } = group;
  return (
    <>
      <strong>{valueText(metric, group.value, l)}</strong>
      {low !== null && high !== null && (
        <span class={s.reportUnder}>
          {valueText(metric, low, l)}–{valueText(metric, high, l)}
        </span>
      )}
    </>
  );
}

/** k of n, each the way to its rows. */
export function Counted({ group, metric, name }: { group: Group; metric: Metric; name: string }) {
  const w = words.value;
  const l = language.value;
  const link = (part: 'num' | 'den', amount: number) => (
    <RowsLink
      part={part}
      groupKey={group.key}
      says={`${name} · ${(part === 'num' ? w.metricNum : w.metricDen)[metric.id]}`}
    >
      {amountText(metric, amount, l)}
    </RowsLink>
  );
  if (metric.form === 'count') return link('num', group.num);
  if (metric.form === 'median') return link('den', group.den);
  return (
    <>
      {link('num', group.num)} / {link('den', group.den)}
    </>
  );
}

interface RowsLinkProps {
  part: Part;
  /** ALL_KEY: of everything. */
  groupKey: string;
  says: string;
  children: string;
}

/** A number as the way to the rows it stands on. */
export function RowsLink({ part, groupKey, says, children }: RowsLinkProps) {
  const { by } = wishNow();
  const key = by !== null && groupKey !== 'all' ? groupKey : null;
  return (
    <button
      type="button"
      class={`link flush ${s.reportRowsLink}`}
      aria-label={`${children} ${words.value.report.rowsOf(says)}`}
      title={words.value.report.rowsOf(says)}
      onClick={() => ask({ rows: { part, key } })}
    >
      {children}
    </button>
  );
}

function Standing({ group: { band, place } }: { group: Group }) {
  const w = words.value.report;
  return (
    <>
      {band && <span class={band === 'below' ? 'warn' : band === 'above' ? 'good' : ''}>{w.band[band]}</span>}
      {place && <span class={s.reportUnder}>{placeText(place, { w: words.value, l: language.value })}</span>}
    </>
  );
}
