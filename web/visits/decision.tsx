import { isInTimeToTakeBack, mayBeDecided } from '../../shared/review.ts';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { withdrawDecision, type DecisionWord, type VisitDetail } from '../../shared/visits.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { nowMs } from '../clock.ts';
import { Failure } from '../ui/failure.tsx';
import { pushKeys } from '../ui/keys.ts';
import { may, me, zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { reviewLines } from '../ui/review.ts';
import { caseQueue } from './queue.ts';
import s from './visits.module.css';

/** What people say of the machine's judgement: the rep's appeal, the auditor's decisions, and the form to decide. Nothing of it edits the verdict. */
export function DecisionPart({ visit, onDecided }: { visit: VisitDetail; onDecided: () => void }) {
  const w = words.value;
  const l = language.value;
  const { machineState, evidenceChangedSince } = visit;
  const canDecide = may('visits.decide') && visit.verdicts.length > 0 && mayBeDecided(visit);
  const said = reviewLines(visit, { w, l, zone: zone.value });
  const error = useSignal<unknown>(null);
  if (said.length === 0 && !canDecide) return null;
  const last = visit.decisions.at(-1);
  const isMine =
    last &&
    last.word !== 'withdrawn' &&
    last.deciderId === me.value?.person.personId &&
    isInTimeToTakeBack(last, nowMs());
  const takeBack = () => {
    call(withdrawDecision, { params: { visitId: visit.visitId }, body: { decisionNo: last!.decisionNo } }).then(
      onDecided,
      (failed: unknown) => (error.value = failed),
    );
  };
  return (
    <section class="section">
      <h2>{w.visits.review}</h2>
      {evidenceChangedSince && <p class="warn pad">{w.visits.changedSince(w.state[machineState])}</p>}
      {said.map(({ title, at, note, decisionNo }) => (
        <div key={`${decisionNo} ${at}`} class={s.saidBy}>
          <p>
            <strong>{title}</strong> <span class="quiet">{dateTime(at, l, zone.value)}</span>
          </p>
          {note !== '' && <p>{note}</p>}
          {isMine && decisionNo === last.decisionNo && (
            <button type="button" class="link flush" onClick={takeBack}>
              {w.case.takeBack}
            </button>
          )}
        </div>
      ))}
      {error.value !== null && <Failure error={error.value} />}
      {canDecide && <DecisionForm visit={visit} onFailed={onDecided} />}
    </section>
  );
}

function DecisionForm({ visit, onFailed }: { visit: VisitDetail; onFailed: () => void }) {
  const w = words.value;
  const form = useDecision(visit, onFailed);
  const { field, note, needsWhy, error, isBusy, send } = form;
  useLayoutEffect(
    () => pushKeys({ a: () => void send('valid'), r: () => void send('invalid'), n: () => field.current?.focus() }),
    [visit],
  );
  return (
    <div class="form inset no-print">
      <Choices isBusy={isBusy.value} choose={(word) => void send(word)} />
      <label class="field">
        <span>
          {w.visits.decisionNote} <kbd aria-hidden="true">N</kbd>
        </span>
        <textarea
          ref={field}
          rows={2}
          maxLength={1000}
          aria-describedby="why-reject"
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
          onKeyDown={(event) => keyed(event, form)}
        />
      </label>
      <p id="why-reject" class={needsWhy.value ? 'warn' : 'quiet'} role={needsWhy.value ? 'alert' : undefined}>
        {needsWhy.value ? `${w.case.whyReject} ${w.case.sendNote}` : ''}
      </p>
      {error.value !== null && <Failure error={error.value} />}
    </div>
  );
}

/** What is being written, and how it is sent. */
function useDecision(visit: VisitDetail, onFailed: () => void) {
  const cases = caseQueue.use();
  const note = useSignal('');
  /** A rejection that waits for its reason. */
  const needsWhy = useSignal(false);
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const send = async (word: DecisionWord) => {
    if (isBusy.peek()) return;
    if (word === 'invalid' && note.peek().trim() === '') {
      needsWhy.value = true;
      field.current?.focus();
      return;
    }
    isBusy.value = true;
    error.value = null;
    try {
      await cases.decide(visit, word, note.peek().trim());
    } catch (failed) {
      error.value = failed;
      isBusy.value = false;
      onFailed(); // judged or decided meanwhile: what stands now is shown beside the refusal
    }
  };
  return { field, note, needsWhy, error, isBusy, send };
}

function keyed(event: KeyboardEvent, { field, needsWhy, send }: ReturnType<typeof useDecision>): void {
  if (event.key === 'Escape') {
    event.stopPropagation(); // the case stays open
    field.current?.blur();
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(needsWhy.peek() ? 'invalid' : 'valid');
}

function Choices({ isBusy, choose }: { isBusy: boolean; choose: (word: DecisionWord) => void }) {
  const w = words.value;
  const choices = [
    ['valid', 'A', w.case.accept],
    ['invalid', 'R', w.case.reject],
  ] as const;
  return (
    <div class="row" role="group" aria-label={w.visits.decide}>
      {choices.map(([word, key, what]) => (
        <button
          key={word}
          type="button"
          class="grow"
          aria-keyshortcuts={key}
          disabled={isBusy}
          onClick={() => choose(word)}
        >
          <StateMark state={word} />
          {what}
          <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
    </div>
  );
}
