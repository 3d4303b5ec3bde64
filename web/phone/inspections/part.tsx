import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MyCase } from '../../../shared/findings.ts';
import { count, dayName } from '../../format.ts';
import { Skeleton } from '../../ui/failure.tsx';
import { select } from '../../ui/navigate.ts';
import { language } from '../../ui/words.ts';
import { isOnline, kept, refresh } from '../day.ts';
import { place } from '../position.ts';
import { Refused } from '../refused.tsx';
import { away } from '../stops.tsx';
import { words } from '../words.ts';
import { CasePage } from './casePage.tsx';
import {
  allCases,
  calls,
  cases,
  discardCall,
  discardFinding,
  discardPhoto,
  drafts,
  findings,
  isUnkept,
  photos,
  readCases,
  readKept,
} from './inspecting.ts';
import { inspectWords } from './words.ts';
import s from '../phone.module.css';
import c from './inspecting.module.css';

/** What an inspector does with the phone: a list of cases, and the one that is looked at. */
export function InspectionPart({ caseId }: { caseId: string | null }) {
  const isRead = useSignal(false);
  useEffect(() => {
    void navigator.storage?.persist?.().catch(() => undefined);
    void readKept()
      .catch(() => (isUnkept.value = true))
      .then(() => (isRead.value = true))
      .then(() => refresh());
  }, []);
  const readAt = kept.value?.savedAt;
  useEffect(() => {
    if (isRead.value && isOnline.value) void readCases().catch(() => undefined); // what is kept stays
  }, [readAt, isRead.value]);
  if (!isRead.value) return <Skeleton rows={4} />;
  const all = allCases();
  const one = all.find((other) => other.caseId === caseId);
  if (one) return <CasePage key={one.caseId} of={one} />;
  return <CaseList all={all} />;
}

function CaseList({ all }: { all: readonly MyCase[] }) {
  const w = inspectWords.value.inspect;
  const l = language.value;
  const filed = all.filter((one) => stateOf(one) === 'filed' || stateOf(one) === 'waiting').length;
  return (
    <>
      <Unsent />
      <section class="section">
        <h2>
          {w.title}
          {all.length > 0 && <span class="number"> {w.progress(count(filed, l), count(all.length, l))}</span>}
        </h2>
        {all.length === 0 &&
          (cases.value === null && isOnline.value ? <Skeleton rows={3} /> : <p class="quiet pad">{w.none}</p>)}
        <ul class="plain-list">
          {all.map((one) => (
            <li key={one.caseId} class={s.stop}>
              <button
                type="button"
                class={`plain ${c.caseOpen}`}
                onClick={() => select({ kind: 'case', id: one.caseId })}
              >
                <span class={s.stopName}>{one.name}</span>
                <span class="item-more">
                  {[w.state[stateOf(one)], w.kind[one.kind], farAway(one), one.address, w.due(dayName(one.dueDay, l))]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function farAway({ kind, position }: MyCase): string | null {
  return kind === 'phone' ? null : away(place.value.state === 'found' ? place.value.fix.position : null, position);
}

function stateOf({ caseId, state }: MyCase): 'todo' | 'begun' | 'waiting' | 'filed' {
  const draft = drafts.value.get(caseId);
  if (draft && draft.filedAt === null) return 'begun';
  if (findings.value.some((finding) => finding.caseId === caseId)) return 'waiting';
  return draft || state === 'filed' ? 'filed' : 'todo';
}

/** What has not reached the server, and what it did not take. */
function Unsent() {
  const w = inspectWords.value.inspect;
  const l = language.value;
  const waiting = <T extends { refused: unknown }>(some: readonly T[]) =>
    some.filter(({ refused }) => refused === null);
  const lines = [
    [waiting(calls.value).length, w.callsWaiting],
    [waiting(findings.value).length, w.waiting],
    [waiting(photos.value).filter(({ isFiled }) => isFiled).length, w.photosLeft],
  ] as const;
  const refused = [
    ...calls.value.map((one) => ({ one, what: w.callOf(one.retailerName), drop: () => discardCall(one) })),
    ...findings.value.map((one) => ({ one, what: w.finding(one.retailerName), drop: () => discardFinding(one) })),
    ...photos.value.map((one) => ({ one, what: w.photo(one.retailerName), drop: () => discardPhoto(one) })),
  ].filter(({ one }) => one.refused !== null);
  return (
    <>
      {isUnkept.value && (
        <p class={`${s.note} warn`} role="alert">
          {w.unkept}
        </p>
      )}
      {lines.map(
        ([n, say]) =>
          n > 0 && (
            <p key={say(0, '')} class={`${s.note} row`} role="status">
              <strong class="grow">{say(n, count(n, l))}</strong>
              <button type="button" class="link" onClick={() => void refresh()}>
                {words.value.phone.sendNow}
              </button>
            </p>
          ),
      )}
      {refused.map(({ one, what, drop }, i) => (
        <Refused key={`${what} ${i}`} what={what} of={one} onDiscard={() => void drop()} />
      ))}
    </>
  );
}
