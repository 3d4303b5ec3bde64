import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { readVisit, type VisitDetail } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { count, dateTime } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { useAsked } from '../ui/asked.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { visitsHeard } from '../ui/day.ts';
import { Icon } from '../ui/icons.tsx';
import { pushKeys } from '../ui/keys.ts';
import { zone } from '../ui/me.ts';
import { part, select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { readTrack } from './answer.ts';
import {
  coordinateLines,
  formerPlaces,
  judgedLines,
  latestAnswer,
  ledgerLines,
  noticeLines,
  visitLines,
  type Line,
} from './caseFacts.ts';
import { filedNow } from '../ui/print/speech.ts';
import type { Speech } from './words.ts';
import { shownEvidence } from './evidenceLayer.ts';
import { DecisionPart } from './decision.tsx';
import { saveCaseJson, saveCasePage } from './exportCase.ts';
import { History } from './history.tsx';
import { Presses } from './presses.tsx';
import { caseQueue } from './queue.ts';
import { reasonWords } from '../ui/reasonWords.ts';
import { caseSheet } from './sheet.ts';
import '../ui/print/sheet.css';
import s from './visits.module.css';

/** One visit: its verdict as a sentence, why, the numbers, and the evidence on the map. */
export function VisitCase({ id: visitId }: { id: string }) {
  const cases = caseQueue.use();
  const w = words.value;
  // A new verdict arrives live: the case is then read again.
  const live = visitsHeard.value?.visits.get(visitId);
  const asked = useAsked(`${visitId} ${live?.state} ${live?.endedAt} ${live?.reasons.join()}`, () =>
    call(readVisit, { params: { visitId } }),
  );
  const visit = asked.value;
  useEvidence(visit);
  useLayoutEffect(() => {
    cases.ensure(visitId, part.unitId.peek()).catch(() => undefined); // without the list there is this one case
    return pushKeys({ j: () => cases.step(visitId, 1), k: () => cases.step(visitId, -1) });
  }, [visitId]);
  if (!visit) {
    return (
      <>
        <DetailHead title={w.visits.case} />
        {asked.error !== undefined ? <Failure error={asked.error} onAgain={asked.again} /> : <Skeleton />}
      </>
    );
  }
  return <Case visit={visit} onDecided={asked.again} />;
}

function Case({ visit, onDecided }: { visit: VisitDetail; onDecided: () => void }) {
  const w = words.value;
  const speech: Speech = { w, l: language.value, zone: zone.value };
  return (
    <>
      <DetailHead title={visit.retailerName} more={<Walk visitId={visit.visitId} />}>
        <CaseTools visit={visit} />
      </DetailHead>
      <div class="panel-body no-print">
        <VerdictHead visit={visit} speech={speech} />
        <DecisionPart visit={visit} onDecided={onDecided} />
        <section class="section">
          <Facts
            lines={visitLines(visit, speech)}
            links={{
              [w.visits.rep]: () => select({ kind: 'rep', id: visit.repId }),
              [w.visits.retailer]: () => select({ kind: 'retailer', id: visit.retailerId }),
            }}
          />
        </section>
        <Presses visit={visit} speech={speech} />
        <section class="section">
          <Facts lines={judgedLines(visit, speech)} />
        </section>
        <Listed title={w.case.coordinates} lines={coordinateLines(visit, speech)} />
        <Listed title={w.case.notices} lines={noticeLines(visit, speech)} />
        <History visit={visit} />
        <Listed title={w.case.ledger} lines={ledgerLines(visit, speech)} isHash />
      </div>
      <article
        class={`${s.caseSheet} print-only`}
        dangerouslySetInnerHTML={{ __html: caseSheet(visit, speech, filedNow()) }}
      />
    </>
  );
}

function CaseTools({ visit }: { visit: VisitDetail }) {
  const w = words.value;
  const tools = [
    ['braces', w.case.exportJson, () => saveCaseJson(visit)],
    ['download', w.case.exportHtml, () => saveCasePage(visit)],
    ['print', w.visits.print, () => window.print()],
  ] as const;
  return (
    <>
      {tools.map(([icon, word, act]) => (
        <button key={icon} type="button" class="tool no-print" aria-label={word} title={word} onClick={act}>
          <Icon name={icon} />
        </button>
      ))}
    </>
  );
}

/** The verdict as a sentence, and why. */
function VerdictHead({ visit, speech }: { visit: VisitDetail; speech: Speech }) {
  const w = words.value;
  return (
    <>
      <div class={s.verdictHead}>
        <StateMark state={visit.state} size={28} />
        <div>
          <p class="empty-title">{w.verdict[visit.state]}</p>
          <p class="quiet">{visit.decision ? w.visits.decidedState(w.state[visit.state]) : w.state[visit.state]}</p>
        </div>
      </div>
      {visit.claimedAt && <p class="warn pad">{w.case.claimed(dateTime(visit.claimedAt, speech.l, speech.zone))}</p>}
      {visit.reasons.length > 0 && (
        <ul class="reasons" aria-label={w.visits.why}>
          {visit.reasons.map((code) => (
            <li key={code}>{reasonWords(code)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Where in the list this case stands, and the way to its neighbours. */
function Walk({ visitId }: { visitId: string }) {
  const cases = caseQueue.use();
  const w = words.value;
  const at = cases.ids.value.indexOf(visitId);
  const all = cases.ids.value.length;
  if (at < 0 || all < 2) return null;
  return (
    <div class={`${s.walk} no-print`}>
      <button
        type="button"
        class="tool"
        disabled={at === 0}
        aria-label={w.case.previous}
        title={`${w.case.previous}  K`}
        onClick={() => cases.step(visitId, -1)}
      >
        <Icon name="back" size={16} />
      </button>
      <span class="quiet">
        {w.case.place(count(at + 1, language.value), count(all, language.value) + (cases.hasMore.value ? '+' : ''))}
      </span>
      <button
        type="button"
        class="tool"
        disabled={at === all - 1}
        aria-label={w.case.next}
        title={`${w.case.next}  J`}
        onClick={() => cases.step(visitId, 1)}
      >
        <Icon name="next" size={16} />
      </button>
    </div>
  );
}

function Facts({ lines, links = {} }: { lines: readonly Line[]; links?: Record<string, () => void> }) {
  return (
    <dl class="facts">
      {lines.map(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name}=`}>
          {links[name] ? (
            <button type="button" class="link flush" onClick={links[name]}>
              {value}
            </button>
          ) : (
            value
          )}
        </dd>,
      ])}
    </dl>
  );
}

function Listed({ title, lines, isHash = false }: { title: string; lines: readonly Line[]; isHash?: boolean }) {
  if (lines.length === 0) return null;
  return (
    <section class="section">
      <h2>{title}</h2>
      <dl class={`inset ${s.listed}`}>
        {lines.map(([name, value], i) => [
          <dt key={i}>{name}</dt>,
          <dd key={`${i}=`} class={isHash ? 'hash' : ''}>
            {value}
          </dd>,
        ])}
      </dl>
    </section>
  );
}

/** Draws the evidence on the map while the case is open. */
function useEvidence(visit: VisitDetail | undefined): void {
  const evidence = useMemo(
    () =>
      visit && {
        retailer: visit.retailerPosition,
        thresholdM: latestAnswer(visit)?.thresholdM ?? 100,
        presses: visit.presses.flatMap((press) =>
          press.position ? [{ kind: press.kind, position: press.position, accuracyM: press.accuracyM }] : [],
        ),
        track: readTrack(visit.verdicts.at(-1)?.evidence),
        formerly: formerPlaces(visit),
      },
    [visit],
  );
  useEffect(() => {
    shownEvidence.value = evidence ?? null;
    return () => void (shownEvidence.value = null);
  }, [evidence]);
}
