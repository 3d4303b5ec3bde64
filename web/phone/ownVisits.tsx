import { useSignal } from '@preact/signals';
import { listVisits, readVisit, type VisitDetail, type VisitSummary } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { clock, count, dateTime, dayName, duration } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { reviewLines } from '../ui/review.ts';
import { reasonWords } from '../ui/reasonWords.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { AppealPart } from './appeal.tsx';
import { isOnline, kept, repZone, visits } from './day.ts';
import { MovedPart } from './moved.tsx';
import s from './phone.module.css';

export const OWN_VISITS = 'own-visits';

/** Own visits with their verdict and every reason: what is stored about the rep, the rep sees. */
export function OwnVisits() {
  const w = words.value;
  return (
    <section class="section" id={OWN_VISITS}>
      <h2>
        {w.phone.mine} <span class="number">{count(visits.value.length, language.value)}</span>
      </h2>
      {visits.value.length === 0 && <p class="quiet pad">{w.phone.noVisits}</p>}
      {visits.value.map((visit) => (
        <OwnVisit key={visit.visitId} visit={visit} />
      ))}
      {isOnline.value && <Earlier />}
    </section>
  );
}

/** The days before: a verdict or a decision may come when its day is over. */
function Earlier() {
  const w = words.value;
  const read = useSignal<{ items: VisitSummary[]; next: string | null } | null>(null);
  const error = useSignal<unknown>(null);
  const more = async () => {
    error.value = null;
    try {
      const { person } = kept.peek()!.me;
      const page = await call(listVisits, {
        query: { repId: person.personId, limit: 50, cursor: read.peek()?.next ?? null },
      });
      read.value = {
        items: [...(read.peek()?.items ?? []), ...page.items.filter((visit) => visit.day < kept.peek()!.day)],
        next: page.next,
      };
    } catch (failed) {
      error.value = failed;
    }
  };
  const items = read.value?.items ?? [];
  return (
    <>
      {items.map((visit, i) => (
        <div key={visit.visitId}>
          {visit.day !== items[i - 1]?.day && <h3 class={s.ownDay}>{dayName(visit.day, language.value)}</h3>}
          <OwnVisit visit={visit} onAppealed={() => ((read.value = null), void more())} />
        </div>
      ))}
      {read.value && items.length === 0 && !read.value.next && <p class="quiet pad">{w.phone.earlierNone}</p>}
      {error.value !== null && <Failure error={error.value} />}
      {(!read.value || read.value.next) && (
        <button type="button" class="link pad" onClick={() => void more()}>
          {read.value ? w.more : w.phone.earlier}
        </button>
      )}
    </>
  );
}

function OwnVisit({ visit, onAppealed }: { visit: VisitSummary; onAppealed?: () => void }) {
  const w = words.value;
  const l = language.value;
  const isOpen = useSignal(false);
  return (
    <details class={s.own} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        <StateMark state={visit.state} size={22} />
        <span class="item-text">
          <span class={s.stopName}>{visit.retailerName}</span>
          <span class="item-more">
            {[w.verdict[visit.state], visit.claimedAt && w.phone.claimed].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span class="item-end">
          <span>{clock(visit.startedAt, l, repZone.value)}</span>
          <span class="quiet">{visit.dwellS === null ? '' : duration(visit.dwellS, l)}</span>
        </span>
      </summary>
      <ul class="reasons">
        {visit.reasons.map((code) => (
          <li key={code}>{reasonWords(code)}</li>
        ))}
      </ul>
      <div class={s.ownMore}>
        {isOpen.value && isOnline.value && (visit.appeal === 'open' || visit.decision) && (
          <Said visitId={visit.visitId} />
        )}
        <AppealPart visit={visit} onAppealed={onAppealed} />
        <MovedPart visit={visit} />
      </div>
    </details>
  );
}

/** What was said of the judgement: the own appeal, and the auditor's words. */
function Said({ visitId }: { visitId: string }) {
  const asked = useAsked<VisitDetail>(`said ${visitId}`, () => call(readVisit, { params: { visitId } }));
  const l = language.value;
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return null;
  return (
    <>
      {reviewLines(asked.value, { w: words.value, l, zone: repZone.value }).map(({ title, at, note }) => (
        <p key={at}>
          <strong>{title}</strong> <span class="quiet">{dateTime(at, l, repZone.value)}</span>
          {note !== '' && (
            <>
              <br />
              {note}
            </>
          )}
        </p>
      ))}
    </>
  );
}
