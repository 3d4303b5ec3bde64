import { exportVisits, type VisitSummary } from '../../shared/visits.ts';
import { count, clock, dayName } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { hovered } from '../ui/hover.ts';
import { DayPicker, UnitPicker } from '../ui/pickers.tsx';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Icon } from '../ui/icons.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { may, unit, zone } from '../ui/me.ts';
import { go, open, part, select } from '../ui/navigate.ts';
import { SearchField } from '../ui/searchField.tsx';
import { VisitItem } from '../ui/visitItem.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { DayState } from '../../shared/tables/coded.ts';
import { scene } from '../map/scene.ts';
import { day, isToday, today, watchError } from '../ui/day.ts';
import { connection, heardAt } from './connect.ts';
import { facts, rows } from './day.ts';
import { Folded, FOLDED } from './folded.tsx';
import { RepItem, Section } from './list.tsx';
import { Missed } from './missed.tsx';
import { Overdue } from './overdue.tsx';
import { repsTable } from './repsTable.ts';
import { matches, type DayFacts, type RepRow } from './summary.ts';
import s from './live.module.css';

/** A list longer than this is not read; the visits' screen has them all. */
const MOST_LATEST = 40;
const MOST_FOUND = 30;

/** The live map's panel: the day in a sentence, exceptions first, then everybody. */
export function LiveScreen() {
  const w = words.value;
  const shown = facts.value;
  const everybody = rows.value ?? [];
  const q = part.q.value.trim();
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
          <ConnectionMark />
        </div>
        <div class="panel-bar">
          <DayPicker day={day.value} today={today.value} />
          {may('positions.read') && (
            <button
              type="button"
              class="tool spread"
              aria-label={w.replay.open}
              title={`${w.replay.open}  g d`}
              onClick={() => open('/replay')}
            >
              <Icon name="replay" />
            </button>
          )}
        </div>
        {shown && <Sentence shown={shown} />}
        {shown && <Progress shown={shown} />}
        <SearchField
          label={w.live.search}
          value={part.q.value}
          onInput={(text) => go({ q: text }, { replace: true })}
        />
      </header>
      <div class="panel-body">
        {!shown && watchError.value !== null && <Failure error={watchError.value} />}
        {!shown && watchError.value === null && <Skeleton rows={8} />}
        {shown && q === '' && <Everything shown={shown} everybody={everybody} />}
        {shown && q !== '' && <Found shown={shown} everybody={everybody} q={q} />}
      </div>
    </>
  );
}

function Sentence({ shown }: { shown: DayFacts }) {
  const w = words.value;
  const l = language.value;
  const name = unit.value?.name ?? '';
  const dayWord = isToday.value ? w.live.today : dayName(day.value, l);
  return (
    <h1 class="sentence">
      {shown.planned > 0
        ? w.live.sentence(name, dayWord, count(shown.made, l), count(shown.planned, l), count(shown.valid, l))
        : w.live.noPlans(name, dayWord)}
    </h1>
  );
}

const inProgress: readonly DayState[] = [
  'valid',
  'open',
  'waiting',
  'unverifiable',
  'suspect',
  'invalid',
  'missed',
  'planned',
];

/** The day's retailers as one bar: each state its share, told by colour and, in its title, by word. */
function Progress({ shown }: { shown: DayFacts }) {
  const w = words.value;
  const total = shown.marks.length;
  if (total === 0) return null;
  const parts = inProgress.filter((state) => shown.counts[state] > 0);
  const label = parts.map((state) => `${w.state[state]} ${shown.counts[state]}`).join(', ');
  return (
    <div class={s.progress} role="img" aria-label={label} title={label}>
      {parts.map((state) => (
        <span key={state} class={`${s.progressPart} state-${state}`} style={{ flexGrow: shown.counts[state] }} />
      ))}
    </div>
  );
}

function ConnectionMark() {
  const w = words.value;
  const state = connection.value;
  const at = heardAt.value === null ? '–' : clock(new Date(heardAt.value).toISOString(), language.value, zone.value);
  const text =
    state === 'offline'
      ? w.live.states.offline(at)
      : state === 'live' && !isToday.value
        ? w.live.states.past
        : w.live.states[state];
  return (
    <span class={`${s.connection} ${state}`} role="status">
      {text}
    </span>
  );
}

function Everything({ shown, everybody }: { shown: DayFacts; everybody: RepRow[] }) {
  if (scene.points.value?.count === 0 && shown.marks.length === 0) return <NothingYet />;
  return (
    <>
      <NeedsLook doubtful={shown.doubtful} late={everybody.filter((row) => row.isLate)} />
      {may('inspections.read') && <Overdue />}
      <Missed stops={shown.missed} everybody={everybody} />
      <Reps everybody={everybody} />
      <Latest visits={shown.latest} />
    </>
  );
}

function NothingYet() {
  const w = words.value;
  return (
    <Empty title={w.live.emptyTitle}>
      <p>{w.live.emptyLead}</p>
      {may('retailers.import') && (
        <button type="button" class="primary" onClick={() => open('/retailers/import')}>
          {w.live.importFile}
        </button>
      )}
    </Empty>
  );
}

/** What somebody should look at, before all else. */
function NeedsLook({ doubtful, late }: { doubtful: readonly VisitSummary[]; late: readonly RepRow[] }) {
  const w = words.value;
  const total = doubtful.length + late.length;
  return (
    <Section title={w.live.needsLook} total={total}>
      {total === 0 && <p class="quiet pad">{w.live.nothingToLook}</p>}
      <Folded
        name="look"
        most={FOLDED}
        items={[
          ...late.map((row) => <RepItem key={row.rep.repId} row={row} />),
          ...doubtful.map((visit) => <VisitItem key={visit.visitId} visit={visit} />),
        ]}
      />
    </Section>
  );
}

function Reps({ everybody }: { everybody: RepRow[] }) {
  const w = words.value;
  const named = [unit.value?.name, day.value];
  return (
    <Section
      title={w.live.reps}
      total={everybody.length}
      more={
        everybody.length > 0 && <ExportMenu of={{ table: repsTable, rows: everybody, named }} label={w.live.reps} />
      }
    >
      {everybody.length === 0 && <p class="quiet pad">{w.live.noReps}</p>}
      <Folded
        name="reps"
        most={MOST_REPS}
        items={everybody.map((row) => (
          <RepItem key={row.rep.repId} row={row} />
        ))}
      />
    </Section>
  );
}

function Latest({ visits }: { visits: readonly VisitSummary[] }) {
  const w = words.value;
  const query = { day: day.value, unitId: part.unitId.value };
  return (
    <Section
      title={w.live.latest}
      total={visits.length}
      more={
        visits.length > 0 && <ExportMenu of={{ list: exportVisits, query, hasPlace: true }} label={w.live.latest} />
      }
    >
      {visits.length === 0 && <p class="quiet pad">{w.live.noVisits}</p>}
      {visits.slice(0, MOST_LATEST).map((visit) => (
        <VisitItem key={visit.visitId} visit={visit} />
      ))}
      {visits.length > MOST_LATEST && (
        <button type="button" class="link pad" onClick={() => open('/visits')}>
          {w.more}
        </button>
      )}
    </Section>
  );
}

/** Drawn again at every report: more of them are folded away until asked for. */
const MOST_REPS = 60;

function Found({ shown, everybody, q }: { shown: DayFacts; everybody: RepRow[]; q: string }) {
  const w = words.value;
  const reps = everybody.filter((row) => matches(row.rep.name, q));
  const columns = scene.points.value;
  const retailers: number[] = [];
  for (let i = 0; columns && i < columns.count && retailers.length < MOST_FOUND; i++) {
    if (matches(`${columns.names[i]} ${columns.codes[i]}`, q)) retailers.push(i);
  }
  const states = new Map(shown.marks.map((mark) => [mark.retailerId, mark.state]));
  if (reps.length + retailers.length === 0) return <p class="quiet pad">{w.live.noMatch(q)}</p>;
  return (
    <>
      {reps.length > 0 && (
        <Section title={w.live.reps} total={reps.length}>
          {reps.map((row) => (
            <RepItem key={row.rep.repId} row={row} />
          ))}
        </Section>
      )}
      {columns && retailers.length > 0 && (
        <Section title={w.rail.retailers} total={retailers.length}>
          {retailers.map((i) => {
            const id = columns.ids[i]!;
            return (
              <button
                key={id}
                type="button"
                class="item"
                data-item
                onClick={() => select({ kind: 'retailer', id })}
                onMouseEnter={() => (hovered.value = id)}
                onMouseLeave={() => (hovered.value = null)}
              >
                <StateMark state={states.get(id) ?? 'other'} />
                <span class="item-text">
                  <span class="item-title">{columns.names[i]}</span>
                  <span class="item-more">{columns.codes[i]}</span>
                </span>
              </button>
            );
          })}
        </Section>
      )}
    </>
  );
}
