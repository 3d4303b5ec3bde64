import { useSignal, type Signal } from '@preact/signals';
import { listMaps, returnToMap, withdrawMap, type PublishedMap } from '../../shared/maps.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import { call } from '../api.ts';
import { count, dateTime, dayName, dayOf, shiftDay } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { nowMs } from '../clock.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure } from '../ui/failure.tsx';
import { may, zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { mapsTable } from './tables.ts';
import s from './scenarios.module.css';

/** Every map that was published, and the way back to each. */
export function MapHistory({ unitId, kind, version = 0 }: { unitId: string; kind: TerritoryKind; version?: number }) {
  const w = words.value.planning;
  const l = language.value;
  const asked = useAsked(`${unitId} ${kind} ${version}`, () => call(listMaps, { query: { unitId, kind } }));
  const returning = useSignal<PublishedMap | null>(null);
  const said = useSignal<string | null>(null);
  const items = asked.value?.items ?? [];
  return (
    <section class="section">
      <h2 class="panel-bar">
        <span>
          {w.maps} <span class="number">{count(items.length, l)}</span>
        </span>
        <span class="spread" />
        {items.length > 0 && <ExportMenu of={{ table: mapsTable, rows: items }} label={w.maps} />}
      </h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {said.value !== null && (
        <p class="pad good" role="status">
          {said.value}
        </p>
      )}
      {asked.value && items.length === 0 && <p class="quiet pad">{w.noMaps}</p>}
      {items.map((map) => (
        <MapRow
          key={map.mapId}
          map={map}
          returning={returning}
          onReturned={(day) => {
            returning.value = null;
            said.value = w.returned(dayName(day, l));
            asked.again();
          }}
          onWithdrawn={() => {
            said.value = w.withdrawn(map.name);
            asked.again();
          }}
        />
      ))}
    </section>
  );
}

/** A published map, from when to when it was in force; while it is the one we are `returning` to, from which day. */
function MapRow({
  map,
  returning,
  onReturned,
  onWithdrawn,
}: {
  map: PublishedMap;
  returning: Signal<PublishedMap | null>;
  onReturned: (day: string) => void;
  onWithdrawn: () => void;
}) {
  const w = words.value.planning;
  const l = language.value;
  return (
    <div class={s.mapRow}>
      <span class={`${s.mapState} is-${map.state}`}>{w.mapState[map.state]}</span>
      <span class="item-text">
        <span class="item-title">{map.name}</span>
        <span class="item-more">
          {[map.fromDay ? dayName(map.fromDay, l) : w.before, map.untilDay ? dayName(map.untilDay, l) : w.onwards].join(
            ' – ',
          )}
        </span>
        <span class="item-more">
          {w.mapMore(count(map.territoryCount, l), count(map.movedCount, l), map.publishedBy ?? w.asItStood)} ·{' '}
          {dateTime(map.publishedAt, l, zone.value)}
        </span>
        {returning.value?.mapId === map.mapId && <Return map={map} onDone={onReturned} />}
      </span>
      {map.state === 'due' && may('territories.plan') && <Withdraw map={map} onDone={onWithdrawn} />}
      {map.state !== 'live' && map.state !== 'due' && returning.value?.mapId !== map.mapId && (
        <button
          type="button"
          class="link"
          aria-label={`${w.returnTo} ${map.name}`}
          onClick={() => (returning.value = map)}
        >
          {w.returnTo}
        </button>
      )}
    </div>
  );
}

/** The way back from a map that is to come: until its day nothing has changed. */
function Withdraw({ map, onDone }: { map: PublishedMap; onDone: () => void }) {
  const w = words.value.planning;
  const error = useSignal<unknown>(null);
  const withdraw = () =>
    call(withdrawMap, { params: { mapId: map.mapId } }).then(onDone, (failed: unknown) => (error.value = failed));
  return (
    <>
      <button type="button" class="link" aria-label={w.withdrawMap(map.name)} onClick={() => void withdraw()}>
        {w.withdraw}
      </button>
      {error.value !== null && <Failure error={error.value} />}
    </>
  );
}

function Return({ map, onDone }: { map: PublishedMap; onDone: (day: string) => void }) {
  const w = words.value.planning;
  const today = dayOf(new Date(nowMs()), zone.value);
  const day = useSignal(shiftDay(today, 1));
  const error = useSignal<unknown>(null);
  const publish = () =>
    call(returnToMap, { params: { mapId: map.mapId }, body: { day: day.value } }).then(
      () => onDone(day.value),
      (failed: unknown) => (error.value = failed),
    );
  return (
    <span class="row">
      <label class="row quiet">
        {w.returnFrom(map.name)}
        <input
          type="date"
          min={today}
          value={day.value}
          onChange={(event) => event.currentTarget.value && (day.value = event.currentTarget.value)}
        />
      </label>
      <button type="button" class="primary" onClick={() => void publish()}>
        {w.publish}
      </button>
      {error.value !== null && <Failure error={error.value} />}
    </span>
  );
}
