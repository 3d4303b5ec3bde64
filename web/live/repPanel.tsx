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
  const { rep, plan } = row;
  return (
    <>
      <DetailHead
        title={rep.name}
        more={
          <p class={row.isLate ? 'warn' : 'quiet'}>
            {row.open ? w.live.inVisit(row.open.retailerName) : heardWords(row)}
          </p>
        }
      >
        <ExportMenu
          of={{ list: plan ? exportStops : exportVisits, query: { repId, day: day.value }, hasPlace: true }}
        />
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
        {plan && (
          <PrintButton
            before={async () => void (timed.value = await call(readPlan, { params: { repId, day: day.value } }))}
          />
        )}
        {rep.last && (
          <button
            type="button"
            class="tool"
            aria-label={w.rep.show}
            title={w.rep.show}
            onClick={() => reveal(rep.last!.position, 14)}
          >
            <Icon name="live" />
          </button>
        )}
      </DetailHead>
      <div class="panel-body">
        <LastReport row={row} />
        <section class="section">
          <h2>
            {isToday.value ? w.rep.plan : w.rep.planOf(dayName(day.value, language.value))}
            {plan && (
              <span class="number">
                {' '}
                {w.live.progress(count(row.made, language.value), count(plan.stops.length, language.value))}
              </span>
            )}
          </h2>
          <PlanFacts row={row} />
          {!plan && <p class="quiet pad">{w.rep.noPlan}</p>}
          {plan?.stops.map((stop, i) => (
            <Stop key={stop.retailerId} row={row} at={i} />
          ))}
        </section>
        {row.extra.length > 0 && (
          <section class="section">
            <h2>
              {w.rep.unplanned} <span class="number">{count(row.extra.length, language.value)}</span>
            </h2>
            {row.extra.map((visit) => (
              <VisitItem key={visit.visitId} visit={visit} />
            ))}
          </section>
        )}
      </div>
    </>
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
