import { clock, clockSeconds, count } from '../format.ts';
import { today } from '../ui/day.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { me, unit, zone } from '../ui/me.ts';
import { go, open, part, select } from '../ui/navigate.ts';
import { DayPicker, UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { RepMoment } from './dayAt.ts';
import { useReplay, type Replay } from './state.ts';
import s from './replay.module.css';

/** The replay's panel: where everybody was at the moment, in a sentence and a list. */
export function ReplayScreen() {
  const w = words.value;
  const replay = useReplay();
  const { openError } = replay;
  const moments = replay.repMoments.value;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
          <span class="spread" />
          {part.alone.value && (
            <button type="button" onClick={() => go({ alone: null, selection: null })}>
              {w.replay.everybody}
            </button>
          )}
          <button type="button" onClick={() => open('/')}>
            {w.replay.live}
          </button>
        </div>
        <DayPicker day={part.day.value ?? today.value} today={today.value} />
        <MomentSentence />
        <Honesty />
      </header>
      <div class="panel-body">
        {openError.value !== null && <Failure error={openError.value} onAgain={() => void replay.read()} />}
        {!moments && openError.value === null && <Skeleton rows={8} />}
        {moments && <Everybody moments={moments} />}
      </div>
    </>
  );
}

/** A second of the day as the unit's clock says it; to the minute while it plays, so that the words do not flicker. */
function clockAt(replay: Replay, atS: number): string {
  const at = replay.opened.value;
  if (!at) return '––:––';
  const said = new Date(at.fromMs + atS * 1000).toISOString();
  return replay.isPlaying.value || atS % 60 < 1
    ? clock(said, language.value, zone.value)
    : clockSeconds(said, language.value, zone.value);
}

function MomentSentence() {
  const replay = useReplay();
  const w = words.value;
  const l = language.value;
  const how = { visit: 0, stop: 0, way: 0, lastSeen: 0, nothing: 0 };
  for (const { did } of replay.repMoments.value ?? []) how[did] += 1;
  const shown = (key: keyof typeof how) => count(how[key], l);
  return (
    <>
      <h1 class="sentence">{w.replay.sentence(unit.value?.name ?? '', clockAt(replay, replay.listedS.value))}</h1>
      <p class="quiet">
        {w.replay.counts(shown('visit'), shown('stop'), shown('way'))}
        <br />
        {w.replay.silent(shown('lastSeen'), shown('nothing'))}
      </p>
    </>
  );
}

/** What the picture does not show, and that looking is on record. */
export function Honesty() {
  const w = words.value;
  const replay = useReplay();
  const at = replay.opened.value;
  if (!at) return null;
  const { day, isToday, tracks } = at;
  const isRecorded = [...tracks.keys()].some((repId) => repId !== me.value?.person.personId); // one's own is no look
  const distrusted = [...tracks.values()].reduce((sum, track) => sum + track.distrusted, 0);
  const notes = [
    day.isExpired
      ? w.replay.expired(count(day.positionDays, language.value))
      : tracks.size === 0
        ? w.replay.noTracks
        : null,
    day.leftOut > 0 && w.replay.leftOut(count(day.leftOut, language.value)),
    distrusted > 0 && w.replay.distrusted(count(distrusted, language.value)),
    isRecorded && w.replay.onRecord,
    zone.value && zone.value !== Intl.DateTimeFormat().resolvedOptions().timeZone && w.zone(zone.value),
  ].filter(Boolean);
  return (
    <div class={s.replayNotes}>
      {isToday && (
        <p>
          {w.replay.asOf(clock(new Date(at.fromMs + at.lastsS * 1000).toISOString(), language.value, zone.value))}
          <button type="button" class="link" onClick={() => void replay.read()}>
            {w.replay.readAgain}
          </button>
        </p>
      )}
      {notes.map((note) => (
        <p key={note as string}>{note}</p>
      ))}
    </div>
  );
}

/** More rows than this are folded away until they are asked for: they change while the day plays. */
const MOST_REPS = 60;

function Everybody({ moments }: { moments: RepMoment[] }) {
  const w = words.value;
  const { isUnfolded } = useReplay();
  const shown = isUnfolded.value || moments.length <= MOST_REPS + 1 ? moments : moments.slice(0, MOST_REPS);
  if (moments.length === 0) return <p class="quiet pad">{w.live.noReps}</p>;
  return (
    <>
      {shown.map((moment) => (
        <MomentItem key={moment.repId} moment={moment} />
      ))}
      {moments.length > MOST_REPS + 1 && (
        <button
          type="button"
          class="link pad"
          aria-expanded={isUnfolded.value}
          onClick={() => (isUnfolded.value = !isUnfolded.value)}
        >
          {isUnfolded.value ? w.fewer : w.showAll(count(moments.length, language.value))}
        </button>
      )}
    </>
  );
}

function MomentItem({ moment }: { moment: RepMoment }) {
  const replay = useReplay();
  const w = words.value;
  const l = language.value;
  const hover = useHover(moment.repId);
  return (
    <button
      type="button"
      {...hover}
      data-item
      data-did={moment.did}
      onClick={() => select({ kind: 'rep', id: moment.repId })}
    >
      <DidMark did={moment.did} />
      <span class="item-text">
        <span class="item-title">{moment.name}</span>
        <span class="item-more">{didWords(replay, moment)}</span>
      </span>
      <span class="item-end">
        <span>{moment.planned > 0 ? w.live.progress(count(moment.made, l), count(moment.planned, l)) : ''}</span>
      </span>
    </button>
  );
}

function DidMark({ did }: { did: RepMoment['did'] }) {
  if (did === 'visit') return <StateMark state="open" />;
  if (did === 'stop') return <span class={s.stopSquare} aria-hidden="true" />;
  return (
    <span
      class={`rep-badge ${did === 'nothing' ? 'is-silent' : did === 'lastSeen' ? 'is-old' : ''}`}
      aria-hidden="true"
    />
  );
}

/** What a rep did at the moment, in words. */
export function didWords(replay: Replay, { did, visit, stay, where, track }: RepMoment): string {
  const w = words.value.replay.did;
  if (did === 'visit') return w.visit(visit!.retailerName);
  if (did === 'stop') return w.stop(minuteOf(replay, stay!.fromS));
  if (did === 'way') return w.way;
  if (did === 'lastSeen') return w.lastSeen(minuteOf(replay, track!.atS[where!.report]!));
  return track ? w.nothing : w.noTrack;
}

export function minuteOf({ opened }: Replay, atS: number): string {
  const at = opened.value;
  return at ? clock(new Date(at.fromMs + atS * 1000).toISOString(), language.value, zone.value) : '';
}
