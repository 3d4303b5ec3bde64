import { exportVisits } from '../../shared/visits.ts';
import { useSignal } from '@preact/signals';
import { exportStops, readPlan, type DayPlan } from '../../shared/plans.ts';
import { call } from '../api.ts';
import { clock, count, dayName, duration, metres } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { reveal } from '../map/camera.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty, Skeleton } from '../ui/failure.tsx';
import { may, zone } from '../ui/me.ts';
import { go, select } from '../ui/navigate.ts';
import { VisitItem } from '../ui/visitItem.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { day, dayView, isToday, today } from '../ui/day.ts';
import { findPart } from '../ui/parts.ts';
import { rows } from './day.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { heardWords } from './list.tsx';
import { reportedAt } from '../../shared/positions.ts';
import type { RepRow } from './summary.ts';

/** One rep's day: last own report, the route with what became of each stop, and visits outside it. */
export function RepPanel({ id: repId }: { id: string }) {
  const w = words.value;
  const timed = useSignal<DayPlan | null>(null);
  useSheet(() => {
    const plan = dayView.value?.plans.get(repId);
    const known = timed.value?.repId === repId && timed.value.day === day.value ? timed.value : plan;
    return (known && findPart('daySheet')?.({ ...known, repId, day: day.value })) ?? null;
  });
  if (!rows.value) return <Skeleton />;
  const row = rows.value.find(({ rep }) => rep.repId === repId);
  if (!row)
    return (
      <>
        <DetailHead title={w.live.reps} />
        <Empty title={w.failure.NOT_FOUND} />
      </>
    );
  const readTimes = async () => void (timed.value = await call(readPlan, { params: { repId, day: day.value } }));
  return (
    <>
      <DetailHead
        title={row.rep.name}
        more={
          <p class={row.isLate ? 'warn' : 'quiet'}>
            {row.open ? w.live.inVisit(row.open.retailerName) : heardWords(row)}
          </p>
        }
      >
        <RepTools row={row} beforePrint={readTimes} />
      </DetailHead>
      <div class="panel-body">
        <LastReport row={row} />
        <Round row={row} />
        <Unplanned visits={row.extra} />
      </div>
    </>
  );
}

function RepTools({ row: { rep, plan }, beforePrint }: { row: RepRow; beforePrint: () => Promise<void> }) {
  const w = words.value;
  const { repId, last } = rep;
  return (
    <>
      <ExportMenu of={{ list: plan ? exportStops : exportVisits, query: { repId, day: day.value }, hasPlace: true }} />
      {may('positions.read') && (
        <button
          type="button"
          class="tool"
          aria-label={w.replay.openRep}
          title={w.replay.openRep}
          onClick={() => go({ path: '/replay', alone: repId, time: null })}
        >
          <Icon name="replay" />
        </button>
      )}
      {plan && <PrintButton before={beforePrint} />}
      {last && (
        <button
          type="button"
          class="tool"
          aria-label={w.rep.show}
          title={w.rep.show}
          onClick={() => reveal(last.position, 14)}
        >
          <Icon name="live" />
        </button>
      )}
    </>
  );
}

/** The plan of the day, stop by stop. */
function Round({ row }: { row: RepRow }) {
  const w = words.value;
  const l = language.value;
  const { plan } = row;
  return (
    <section class="section">
      <h2>
        {isToday.value ? w.rep.plan : w.rep.planOf(dayName(day.value, l))}
        {plan && <span class="number"> {w.live.progress(count(row.made, l), count(plan.stops.length, l))}</span>}
      </h2>
      <PlanFacts row={row} />
      {!plan && <p class="quiet pad">{w.rep.noPlan}</p>}
      {plan?.stops.map((stop, i) => (
        <Stop key={stop.retailerId} row={row} at={i} />
      ))}
    </section>
  );
}

function Unplanned({ visits }: { visits: RepRow['extra'] }) {
  if (visits.length === 0) return null;
  return (
    <section class="section">
      <h2>
        {words.value.rep.unplanned} <span class="number">{count(visits.length, language.value)}</span>
      </h2>
      {visits.map((visit) => (
        <VisitItem key={visit.visitId} visit={visit} />
      ))}
    </section>
  );
}

function LastReport({ row: { rep } }: { row: RepRow }) {
  const w = words.value;
  const l = language.value;
  if (!rep.last) return null;
  const { accuracyM, source } = rep.last;
  return (
    <dl class="facts">
      <dt>{w.rep.lastReport}</dt>
      <dd>{clock(reportedAt(rep.last), l, zone.value)}</dd>
      <dt>{w.rep.accuracy}</dt>
      <dd>
        {accuracyM === null ? w.unknown : w.rep.plusMinus(metres(accuracyM, l))}
        {source && ` · ${w.source[source]}`}
      </dd>
    </dl>
  );
}

function PlanFacts({ row: { plan } }: { row: RepRow }) {
  const w = words.value;
  const l = language.value;
  if (!plan || plan.lengthM === 0) return null;
  const quality = findPart('planQuality')?.(plan);
  return <p class="quiet pad">{[`${w.rep.length} ${metres(plan.lengthM, l)}`, quality].filter(Boolean).join(' · ')}</p>;
}

function Stop({ row, at }: { row: RepRow; at: number }) {
  const w = words.value;
  const l = language.value;
  const stop = row.plan!.stops[at]!;
  const hover = useHover(stop.retailerId);
  const visit = row.visits.find((one) => one.retailerId === stop.retailerId);
  const state = visit?.state ?? (day.value >= today.value ? 'planned' : 'missed');
  return (
    <button
      type="button"
      {...hover}
      data-item
      onClick={() => select(visit ? { kind: 'visit', id: visit.visitId } : { kind: 'retailer', id: stop.retailerId })}
    >
      <span class="stop-number">{at + 1}</span>
      <StateMark state={state} />
      <span class="item-text">
        <span class="item-title">{stop.name}</span>
        <span class="item-more">{w.state[state]}</span>
      </span>
      {visit && (
        <span class="item-end">
          <span>{clock(visit.startedAt, l, zone.value)}</span>
          <span class="quiet">{visit.dwellS === null ? '' : duration(visit.dwellS, l)}</span>
        </span>
      )}
    </button>
  );
}
