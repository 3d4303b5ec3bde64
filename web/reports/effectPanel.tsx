import { cutsOf, metricOf, metrics, type MetricId } from '../../shared/metrics.ts';
import { listMaps, type PublishedMap } from '../../shared/maps.ts';
import { readEffect, type ReportEffect } from '../../shared/reports.ts';
import { call } from '../api.ts';
import { count, dayName, percent, shiftDay } from '../format.ts';
import { Strip } from '../ui/charts/strip.tsx';
import { spanOf } from '../ui/charts/ticks.ts';
import { today } from '../ui/day.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { unit } from '../ui/me.ts';
import { go, part } from '../ui/navigate.ts';
import { UnitOptions } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { signed } from './change.ts';
import { valueText } from './figures.ts';
import { Head, MetricChoice } from './head.tsx';
import { openMetric } from './look.ts';
import { words } from './words.ts';
import s from './reports.module.css';

/** Reps are compared with reps: what a rep's days or retailers have. */
const ofReps = metrics.filter((metric) => cutsOf(metric).includes('person')).map(({ id }) => id);

/** So few on either side that no interval reaches it: a number would say more than is known. */
const LEAST_CONFIDENCE = 0.9;

interface Asked {
  metric: MetricId;
  on: string;
  weeks: number;
  mapId: string | null;
}

function askedNow(): Asked {
  const own = part.own.value;
  const weeks = Number(own['weeks']);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(own['on'] ?? '') && !Number.isNaN(Date.parse(own['on']!));
  return {
    metric: ofReps.find((id) => id === own['metric']) ?? 'inPlace',
    on: isDay ? own['on']! : shiftDay(today.value, -14),
    weeks: [1, 2, 4, 8].includes(weeks) ? weeks : 2,
    mapId: /^[0-9a-f-]{36}$/.test(own['map'] ?? '') ? own['map']! : null,
  };
}

function ask(change: Partial<Asked>): void {
  const { metric, on, weeks, mapId } = { ...askedNow(), ...change };
  go({ own: { metric, on, weeks: String(weeks), ...(mapId !== null && { map: mapId }) } });
}

/** Before and after a day: those whom it concerned against all others in the same weeks. */
export function EffectScreen() {
  const w = words.value;
  const now = askedNow();
  const { metric, on, weeks, mapId } = now;
  const whom = mapId === null ? { unitId: unit.value?.unitId } : { mapId };
  const query = { metric, on, weeks, ...whom };
  const asked = useAsked(JSON.stringify(query), (signal) => call(readEffect, { query, signal }));
  return (
    <>
      <Head period={null} sentence={asked.value ? sentenceOf(asked.value) : w.report.effect.title} />
      <div class="panel-body">
        <div class={s.reportChoices}>
          <p class="quiet">{w.report.effect.lead}</p>
          <Choices now={now} />
        </div>
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!asked.value && asked.error === undefined && <Skeleton rows={6} />}
        {asked.value && <Answer effect={asked.value} />}
      </div>
    </>
  );
}

function Choices({ now: { metric, on, weeks, mapId } }: { now: Asked }) {
  const w = words.value;
  const l = language.value;
  const maps = useAsked('maps', (signal) => call(listMaps, { signal }));
  const known = (maps.value?.items ?? []).filter(
    (map): map is PublishedMap & { fromDay: string } => map.kind === 'visit' && map.fromDay !== null,
  );
  const pickMap = (id: string) => {
    const map = known.find((one) => one.mapId === id);
    ask(map ? { mapId: map.mapId, on: map.fromDay } : { mapId: null });
  };
  return (
    <div class="row">
      <MetricChoice of={ofReps} value={metric} onPick={(next) => ask({ metric: next })} />
      <select
        aria-label={w.report.effect.what}
        value={mapId ?? ''}
        onChange={(event) => pickMap(event.currentTarget.value)}
      >
        <option value="">{w.report.effect.byDay}</option>
        {known.map((map) => (
          <option key={map.mapId} value={map.mapId}>
            {w.report.effect.map(map.name, dayName(map.fromDay, l))}
          </option>
        ))}
      </select>
      {mapId === null && (
        <>
          <input
            type="date"
            aria-label={w.report.effect.on}
            value={on}
            max={today.value}
            onChange={({ currentTarget: { value } }) => value && ask({ on: value })}
          />
          <select
            aria-label={w.report.effect.whom}
            value={unit.value?.unitId}
            onChange={(event) => go({ unitId: event.currentTarget.value })}
          >
            <UnitOptions />
          </select>
        </>
      )}
      <select
        aria-label={w.report.effect.weeks}
        value={weeks}
        onChange={(event) => ask({ weeks: Number(event.currentTarget.value) })}
      >
        {[1, 2, 4, 8].map((n) => (
          <option key={n} value={n}>
            {w.report.effect.nWeeks(n, count(n, l))}
          </option>
        ))}
      </select>
    </div>
  );
}

function sentenceOf({ metric: id, reps, shift }: ReportEffect): string {
  const w = words.value;
  const l = language.value;
  const mine = reps.filter(({ isConcerned }) => isConcerned).length;
  const many = [count(mine, l), count(reps.length - mine, l)] as const;
  if (!shift || shift.confidence < LEAST_CONFIDENCE) return w.report.effect.cannot(w.metricName[id], ...many);
  const say = (change: number) => signed(metricOf(id), change, { w, l }) ?? '±0';
  return w.report.effect.sentence(w.metricName[id], ...many, say(shift.shift), say(shift.low), say(shift.high));
}

function Answer({ effect }: { effect: ReportEffect }) {
  const w = words.value;
  const l = language.value;
  const { metric: id, reps, shift, size } = effect;
  const metric = metricOf(id);
  const say = (change: number) => signed(metric, change, { w, l }) ?? '±0';
  const row = (isConcerned: boolean) => ({
    key: String(isConcerned),
    label: isConcerned ? w.report.effect.concerned : w.report.effect.others,
    marks: reps
      .filter((one) => one.isConcerned === isConcerned)
      .map(({ repId, name, before, after }) => ({
        key: repId,
        label: `${name}: ${say(after - before)}`,
        value: after - before,
      })),
  });
  const changes = reps.map(({ before, after }) => after - before);
  return (
    <>
      {shift && shift.confidence >= LEAST_CONFIDENCE && (
        <p class="quiet pad">
          {size && `${w.report.effect.size[size]} · `}
          {w.report.effect.maybe(percent(shift.confidence, l))}
        </p>
      )}
      {reps.length > 0 && (
        <Strip
          rows={[row(true), row(false)]}
          span={spanOf([0, ...changes], { low: -Infinity, high: Infinity })}
          say={say}
          label={w.report.effect.chart(w.metricName[id])}
        />
      )}
      {reps.length > 0 && <Reps effect={effect} say={say} />}
    </>
  );
}

/** Every rep with both figures, each the way to that rep's days. */
function Reps({ effect, say }: { effect: ReportEffect; say: (change: number) => string }) {
  const w = words.value;
  const l = language.value;
  const metric = metricOf(effect.metric);
  const by = cutsOf(metric).includes('week') ? 'week' : null;
  const ordered = [...effect.reps].sort((a, b) => b.after - b.before - (a.after - a.before));
  const cell = (repId: string, side: 'before' | 'after', value: number) => (
    <td class="figure">
      <button
        type="button"
        class={`link flush ${s.reportRowsLink}`}
        onClick={() => openMetric({ metric: metric.id, period: effect[side], by, repId })}
      >
        {valueText(metric, value, l)}
      </button>
    </td>
  );
  return (
    <div class="scroll">
      <table class={s.reportGroups}>
        <thead>
          <tr>
            {[
              w.report.cut.person,
              '',
              w.report.changes.before,
              w.report.changes.after,
              w.report.changes.difference,
            ].map((head, k) => (
              <th key={k} scope="col" class={k > 1 ? 'figure' : ''}>
                {head || w.report.effect.whom}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ repId, name, isConcerned, before, after }) => (
            <tr key={repId}>
              <th scope="row">{name}</th>
              <td>{isConcerned ? w.report.effect.concerned : w.report.effect.others}</td>
              {cell(repId, 'before', before)}
              {cell(repId, 'after', after)}
              <td class="figure">{say(after - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
