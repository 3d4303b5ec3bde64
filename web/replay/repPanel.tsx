import { clockSeconds, count, duration, metres } from '../format.ts';
import { distanceM } from '../../shared/geo.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { DetailHead } from '../ui/detailHead.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { useHover } from '../ui/hover.ts';
import { zone } from '../ui/me.ts';
import { go, part, select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { chapters, stateAt, type Chapter, type RepMoment } from './dayAt.ts';
import { didWords, Honesty, minuteOf } from './panel.tsx';
import { useReplay } from './state.ts';
import { piecesBetween, pointOf, type Track } from './track.ts';
import s from './replay.module.css';

/** One rep's day at the moment: what they did, the day as it went, and the plan beside it. */
export function ReplayRep({ id: repId }: { id: string }) {
  const w = words.value;
  const replay = useReplay();
  const { openError, repMoments } = replay;
  if (openError.value !== null)
    return (
      <>
        <DetailHead title={w.replay.title} />
        <Failure error={openError.value} onAgain={() => void replay.read()} />
      </>
    );
  if (!repMoments.value)
    return (
      <>
        <DetailHead title={w.replay.title} />
        <Skeleton />
      </>
    );
  const moment = repMoments.value.find((one) => one.repId === repId);
  if (!moment)
    return (
      <>
        <DetailHead title={w.replay.title} />
        <Empty title={w.failure.NOT_FOUND} />
      </>
    );
  return (
    <>
      <DetailHead
        title={moment.name}
        more={
          <>
            <p class="quiet" data-did={moment.did}>
              {didWords(replay, moment)}
            </p>
            <Honesty />
          </>
        }
      >
        {part.alone.value && (
          <button type="button" onClick={() => go({ alone: null })}>
            {w.replay.everybody}
          </button>
        )}
      </DetailHead>
      <div class="panel-body">
        <Facts moment={moment} />
        <Chapters moment={moment} />
        <PlanAgainst moment={moment} />
      </div>
    </>
  );
}

function Facts({ moment: { track, where } }: { moment: RepMoment }) {
  const { opened, listedS } = useReplay();
  const w = words.value;
  const l = language.value;
  const at = opened.value;
  if (!track || !where || !at) return null;
  const { atS, accuracyM, source } = pointOf(track, where.report);
  return (
    <dl class="facts">
      <dt>{w.replay.lastReport}</dt>
      <dd>{clockSeconds(new Date(at.fromMs + atS * 1000).toISOString(), l, zone.value)}</dd>
      <dt>{w.replay.accuracy}</dt>
      <dd>
        {accuracyM === null ? w.unknown : w.rep.plusMinus(metres(accuracyM, l))}
        {source && ` · ${w.source[source]}`}
      </dd>
      <dt>{w.replay.driven}</dt>
      <dd>{metres(drivenM(track, listedS.value), l)}</dd>
    </dl>
  );
}

/** Along the legs whose way is known, for the picture: no gap is bridged. */
function drivenM(track: Track, untilS: number): number {
  let lengthM = 0;
  for (const [first, last] of piecesBetween(track, 0, untilS)) {
    for (let i = first; i < last; i++) lengthM += distanceM(pointOf(track, i), pointOf(track, i + 1));
  }
  return lengthM;
}

function Chapters({ moment: { track, repId } }: { moment: RepMoment }) {
  const { facts } = useReplay();
  const w = words.value;
  const told = chapters(track?.stays ?? [], facts.value?.byRep.get(repId) ?? []);
  return (
    <section class="section">
      <h2>{w.replay.day}</h2>
      {told.length === 0 && <p class="quiet pad">{w.replay.noChapters}</p>}
      {told.map((chapter) => (
        <ChapterItem key={`${chapter.fromS} ${chapter.visits[0]?.visit.visitId}`} chapter={chapter} />
      ))}
    </section>
  );
}

/** A stop, or a visit without one: pressing it shows that moment. What is still to come is pale. */
function ChapterItem({ chapter: { fromS, untilS, stay, visits } }: { chapter: Chapter }) {
  const replay = useReplay();
  const w = words.value;
  const l = language.value;
  const nowS = replay.listedS.value;
  const seen = visits.filter((one) => one.fromS <= nowS);
  const place = seen.length > 0 ? seen.map((one) => one.visit.retailerName).join(w.comma) : w.replay.stop;
  const isNow = fromS <= nowS && nowS <= untilS;
  return (
    <button
      type="button"
      class={`item ${s.chapter} ${fromS > nowS ? 'is-ahead' : ''}`}
      data-item
      aria-current={isNow}
      title={w.replay.seek(minuteOf(replay, fromS))}
      onClick={() => replay.seek(fromS)}
    >
      {seen[0] ? <StateMark state={stateAt(seen[0], nowS)} /> : <span class={s.stopSquare} aria-hidden="true" />}
      <span class="item-text">
        <span class="item-title">{place}</span>
        <span class="item-more">
          {[seen[0] && w.state[stateAt(seen[0], nowS)], !stay && w.replay.noStop].filter(Boolean).join(' · ') ||
            `${minuteOf(replay, fromS)}–${minuteOf(replay, untilS)}`}
        </span>
      </span>
      <span class="item-end">
        <span>{minuteOf(replay, fromS)}</span>
        <span class="quiet">{duration(Math.max(0, untilS - fromS), l)}</span>
      </span>
    </button>
  );
}

/** The stops of the plan in its order, each with the place it really had. */
function PlanAgainst({ moment: { repId, made, planned } }: { moment: RepMoment }) {
  const { facts, listedS } = useReplay();
  const w = words.value;
  const l = language.value;
  const plan = facts.value?.plans.get(repId);
  const nowS = listedS.value;
  const begun = (facts.value?.byRep.get(repId) ?? []).filter((one) => one.fromS <= nowS);
  const order = [...new Set(begun.map((one) => one.visit.retailerId))];
  return (
    <section class="section">
      <h2>
        {w.replay.planAgainst}
        {planned > 0 && <span class="number"> {w.live.progress(count(made, l), count(planned, l))}</span>}
      </h2>
      {!plan && <p class="quiet pad">{w.replay.noPlan}</p>}
      {plan?.stops.map((stop, i) => {
        const one = begun.findLast((visit) => visit.visit.retailerId === stop.retailerId);
        const state = one ? stateAt(one, nowS) : nowS >= facts.value!.presses.lastsS ? 'missed' : 'planned';
        return (
          <PlannedStop
            key={stop.retailerId}
            id={stop.retailerId}
            number={i + 1}
            name={stop.name}
            state={state}
            place={order.indexOf(stop.retailerId) + 1}
            atS={one?.fromS ?? null}
            visitId={one?.visit.visitId ?? null}
          />
        );
      })}
    </section>
  );
}

function PlannedStop({
  id,
  number,
  name,
  state,
  place,
  atS,
  visitId,
}: {
  id: string;
  number: number;
  name: string;
  state: Parameters<typeof StateMark>[0]['state'];
  place: number;
  atS: number | null;
  visitId: string | null;
}) {
  const replay = useReplay();
  const w = words.value;
  const hover = useHover(id);
  return (
    <button
      type="button"
      {...hover}
      data-item
      onClick={() => select(visitId ? { kind: 'visit', id: visitId } : { kind: 'retailer', id })}
    >
      <span class="stop-number">{number}</span>
      <StateMark state={state} />
      <span class="item-text">
        <span class="item-title">{name}</span>
        <span class={place > 0 && place !== number ? 'item-more warn' : 'item-more'}>
          {place === 0 ? w.replay.notYet : w.replay.actual(count(place, language.value))}
        </span>
      </span>
      <span class="item-end">
        <span>{atS === null ? '' : minuteOf(replay, atS)}</span>
        {atS !== null && <span class="quiet">{w.state[state]}</span>}
      </span>
    </button>
  );
}
