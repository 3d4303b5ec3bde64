import { useEffect, useMemo } from 'preact/hooks';
import type { StoredPress, VisitDetail } from '../../shared/visits.ts';
import { api } from '../api.ts';
import { clockSeconds, dateTime, dayName, degrees, duration, metres, percent } from '../format.ts';
import { StateMark } from '../map/stateMark.tsx';
import { scene } from '../map/scene.ts';
import { useAsked } from '../shell/asked.ts';
import { DetailHead } from '../shell/detailHead.tsx';
import { Failure, Skeleton } from '../shell/failure.tsx';
import { Icon } from '../shell/icons.tsx';
import { visitsHeard } from '../shell/heard.ts';
import { zone } from '../shell/me.ts';
import { select } from '../shell/navigate.ts';
import { language, words } from '../words/words.ts';
import { readAnswer, type Answer } from './answer.ts';
import { DecisionPart } from './decision.tsx';
import { History } from './history.tsx';
import { reasonWords } from './reasonWords.ts';

/** One visit: its verdict as a sentence, why, the numbers, and the evidence on the map. */
export function VisitCase({ visitId }: { visitId: string }) {
  const w = words.value;
  // A new verdict arrives live: the case is then read again.
  const live = visitsHeard.value?.visits.get(visitId);
  const asked = useAsked(`${visitId} ${live?.state} ${live?.endedAt} ${live?.reasons.join()}`, () => api.visit(visitId));
  const visit = asked.value;
  useEvidence(visit);
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
  const l = language.value;
  const answer = latestAnswer(visit);
  const dwell = visit.dwellS === null ? '–' : duration(visit.dwellS, l);
  return (
    <>
      <DetailHead title={visit.retailerName}>
        <button type="button" class="tool no-print" aria-label={w.visits.print} title={w.visits.print} onClick={() => window.print()}><Icon name="print" /></button>
      </DetailHead>
      <div class="panel-body">
        <div class="verdict-head">
          <StateMark state={visit.state} size={28} />
          <div>
            <p class="empty-title">{w.verdict[visit.state]}</p>
            <p class="quiet">{visit.decision ? w.visits.decidedState(w.state[visit.state]) : w.state[visit.state]}</p>
          </div>
        </div>
        {visit.reasons.length > 0 && <ul class="reasons" aria-label={w.visits.why}>{visit.reasons.map((code) => <li key={code}>{reasonWords(code)}</li>)}</ul>}
        <section class="section">
          <dl class="facts">
            <dt>{w.visits.rep}</dt>
            <dd><button type="button" class="link flush" onClick={() => select({ kind: 'rep', id: visit.repId })}>{visit.repName}</button></dd>
            <dt>{w.visits.retailer}</dt>
            <dd><button type="button" class="link flush" onClick={() => select({ kind: 'retailer', id: visit.retailerId })}>{visit.retailerName}</button></dd>
            <dt>{w.live.day}</dt>
            <dd>{dayName(visit.day, l)}</dd>
            <dt>{w.visits.dwell}</dt>
            <dd>{dwell}{answer?.requiredDwellS ? <span class="quiet"> · {w.visits.required(duration(answer.requiredDwellS, l))}</span> : null}</dd>
          </dl>
        </section>
        <DecisionPart visit={visit} onDecided={onDecided} />
        <Presses visit={visit} answer={answer} />
        {answer && (
          <section class="section">
            <dl class="facts">
              <dt>{w.visits.radius}</dt>
              <dd>{answer.thresholdM === null ? w.unknown : metres(answer.thresholdM, l)}</dd>
              <dt>{w.visits.coordinate}</dt>
              <dd>{[answer.coordinate && w.trust[answer.coordinate], answer.retailerSigmaM !== null && `±${metres(answer.retailerSigmaM, l)}`].filter(Boolean).join(' · ') || w.unknown}</dd>
              <dt>{w.visits.rule}</dt>
              <dd>{answer.rule ?? w.unknown}</dd>
              <dt>{w.visits.judged}</dt>
              <dd>{dateTime(visit.verdicts.at(-1)!.judgedAt, l, zone.value)}</dd>
            </dl>
          </section>
        )}
        <History visit={visit} />
      </div>
    </>
  );
}

/** The two presses side by side: what each said and what it proves. */
function Presses({ visit, answer }: { visit: VisitDetail; answer: Answer | null }) {
  const w = words.value;
  const l = language.value;
  const start = visit.presses.find((press) => press.kind === 'start') ?? null;
  const end = visit.presses.find((press) => press.kind === 'end') ?? null;
  const metresOr = (value: number | null | undefined) => (typeof value === 'number' ? metres(value, l) : null);
  const percentOr = (value: number | null | undefined) => (typeof value === 'number' ? percent(value, l) : null);
  const rows: [string, (press: StoredPress, numbers: Answer['start']) => string | null][] = [
    [w.visits.pressed, (press) => clockSeconds(press.pressedAt, l, zone.value)],
    [w.visits.distance, (_, numbers) => metresOr(numbers?.distanceM)],
    [w.visits.accuracy, (press) => (press.position === null ? w.visits.noPosition : press.accuracyM === null ? w.unknown : `±${metres(press.accuracyM, l)}`)],
    [w.visits.source, (press) => (press.source === null ? w.unknown : sourceWords(press.source))],
    [w.visits.chance, (_, numbers) => percentOr(numbers?.pStar)],
    [w.visits.best, (_, numbers) => percentOr(numbers?.q)],
    [w.visits.fixAge, (press) => (press.fixAt === null ? null : duration(Math.max(0, (Date.parse(press.pressedAt) - Date.parse(press.fixAt)) / 1000), l))],
    [w.visits.received, (press) => clockSeconds(press.receivedAt, l, zone.value)],
    [w.visits.position, (press) => press.position && degrees(press.position)],
    [w.visits.mock, (press) => (press.mock === null ? null : press.mock ? w.visits.yes : w.visits.no)],
    [w.visits.note, (press) => press.note],
  ];
  const shown = rows.map(([name, read]) => [name, start && read(start, answer?.start ?? null), end && read(end, answer?.end ?? null)] as const).filter(([, a, b]) => a !== null || b !== null);
  return (
    <section class="section">
      <h2>{w.visits.numbers}</h2>
      <div class="inset">
        <table class="presses">
          <thead>
            <tr>
              <td />
              <th scope="col"><span class="press-dot start" />{w.visits.start}</th>
              <th scope="col"><span class="press-dot end" />{w.visits.end}{!end && <span class="quiet"> · {w.visits.notPressed}</span>}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(([name, a, b]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{a ?? '–'}</td>
                <td>{b ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function latestAnswer(visit: VisitDetail): Answer | null {
  return readAnswer(visit.verdicts.at(-1)?.answer);
}

function sourceWords(source: string): string {
  const w = words.value;
  return source in w.source ? w.source[source as keyof typeof w.source] : source;
}

/** Draws the evidence on the map while the case is open. */
function useEvidence(visit: VisitDetail | undefined): void {
  const evidence = useMemo(
    () =>
      visit && {
        retailer: visit.retailerPosition,
        thresholdM: latestAnswer(visit)?.thresholdM ?? 100,
        presses: visit.presses.flatMap((press) => (press.position ? [{ kind: press.kind, position: press.position, accuracyM: press.accuracyM }] : [])),
      },
    [visit],
  );
  useEffect(() => {
    scene.evidence.value = evidence ?? null;
    return () => void (scene.evidence.value = null);
  }, [evidence]);
}
