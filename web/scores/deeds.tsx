import { addressOf } from '../../shared/contract.ts';
import {
  draftMonth,
  exportScoreRecord,
  showMonth,
  signMonth,
  sinceClosed,
  type Standing,
} from '../../shared/scores.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { me, zone } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { itemName, pointsText } from '../ui/scoreFigures.ts';
import { words } from './words.ts';
import s from './scores.module.css';

/** What can be done with the month now: draft, show, sign; of a closed one what changed since. */
export function Deeds({ of, onChange }: { of: Standing; onChange: () => void }) {
  const w = words.value.scores;
  const params = { unitId: of.unitId, month: of.month };
  const { error, isBusy, send } = useSending();
  const act = (deed: () => Promise<unknown>) => () => void send(deed).then((isDone) => isDone && onChange());
  const isOver = of.today.slice(0, 7) > of.month;
  return (
    <section class={`section ${s.scoreDeeds} pad`}>
      {of.state === 'open' && isOver && (
        <button
          type="button"
          class="primary"
          disabled={isBusy.value}
          onClick={act(() => call(draftMonth, { params, body: {} }))}
        >
          {w.draft}
        </button>
      )}
      {of.state === 'drafted' && (
        <>
          <p class="quiet">{w.showLead}</p>
          <div class="row">
            <button
              type="button"
              class="primary"
              disabled={isBusy.value}
              onClick={act(() => call(showMonth, { params, body: {} }))}
            >
              {w.show}
            </button>
            <button type="button" disabled={isBusy.value} onClick={act(() => call(draftMonth, { params, body: {} }))}>
              {w.draftAgain}
            </button>
          </div>
        </>
      )}
      {of.state === 'shown' && (
        <Sign
          of={of}
          isBusy={isBusy.value}
          onSign={act(() => call(signMonth, { params, body: { root: of.root ?? '' } }))}
        />
      )}
      {of.state === 'closed' && <Closed of={of} />}
      {of.state !== 'open' && (
        <a class="button" href={addressOf(exportScoreRecord, { params })} download={`scores-${of.month}.ndjson`}>
          {w.record}
        </a>
      )}
      {of.root !== null && <p class={`quiet ${s.scoreHash}`}>{w.root(of.root)}</p>}
      {error.value !== null && <Failure error={error.value} />}
    </section>
  );
}

function Sign({ of, isBusy, onSign }: { of: Standing; isBusy: boolean; onSign: () => void }) {
  const w = words.value.scores;
  const isTermOver = of.untilDay !== null && of.today > of.untilDay;
  const hasSigned = of.signatures.some(({ role }) => role === me.value?.person.role);
  return (
    <>
      <p class="quiet">{w.signLead}</p>
      <Signatures of={of} />
      <button type="button" class="primary" disabled={isBusy || hasSigned || !isTermOver} onClick={onSign}>
        {w.sign}
      </button>
    </>
  );
}

function Signatures({ of }: { of: Standing }) {
  const w = words.value.scores;
  return (
    <>
      {of.signatures.map(({ role, by }) => (
        <p key={role}>{w.signed[role](by)}</p>
      ))}
    </>
  );
}

function Closed({ of }: { of: Standing }) {
  const w = words.value.scores;
  const l = language.value;
  const params = { unitId: of.unitId, month: of.month };
  const asked = useAsked(`${of.unitId} ${of.month}`, (signal) => call(sinceClosed, { params, signal }));
  const say = (line: { points: number } | null): string => (line ? pointsText(line.points) : '–');
  return (
    <>
      {of.closedAt !== null && <p>{w.closedAt(dateTime(of.closedAt, l, zone.value))}</p>}
      <Signatures of={of} />
      <h2>{w.since}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value?.items.length === 0 && <p class="quiet">{w.sinceNone}</p>}
      {asked.value?.items.map(({ repId, name, itemKey, was, now }) => (
        <p key={`${repId} ${itemKey}`}>
          {w.sinceLine(name, itemName(of.scheme?.content, itemKey, w.correction, l), say(was), say(now))}
        </p>
      ))}
    </>
  );
}
