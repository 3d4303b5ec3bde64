import { useSignal } from '@preact/signals';
import type { DecisionWord, VisitDetail } from '../../shared/visits.ts';
import { api } from '../api.ts';
import { dateTime } from '../format.ts';
import { StateMark } from '../map/stateMark.tsx';
import { Failure } from '../shell/failure.tsx';
import { may, zone } from '../shell/me.ts';
import { language, words } from '../words/words.ts';

/** What people say of the machine's judgement: the rep's appeal, the auditor's decisions, and the form to decide. Nothing of it edits the verdict. */
export function DecisionPart({ visit, onDecided }: { visit: VisitDetail; onDecided: () => void }) {
  const w = words.value;
  const { appeals, decisions, machineState, evidenceChangedSince } = visit;
  const isInDoubt = machineState === 'suspect' || machineState === 'unverifiable' || visit.appeal === 'open' || evidenceChangedSince;
  const canDecide = may('visits.decide') && visit.verdicts.length > 0 && isInDoubt;
  if (appeals.length + decisions.length === 0 && !canDecide) return null;
  return (
    <section class="section">
      <h2>{w.visits.review}</h2>
      {evidenceChangedSince && <p class="warn pad">{w.visits.changedSince(w.state[machineState])}</p>}
      {appeals.map((appeal) => (
        <Said key={appeal.at} title={w.visits.appealOf(appeal.repName)} at={appeal.at} note={appeal.note} />
      ))}
      {decisions.map((decision) => (
        <Said key={decision.decisionNo} title={w.visits.decidedBy(decision.deciderName, w.state[decision.word])} at={decision.at} note={decision.note} />
      ))}
      {canDecide && <DecisionForm visit={visit} onDecided={onDecided} />}
    </section>
  );
}

function Said({ title, at, note }: { title: string; at: string; note: string }) {
  return (
    <div class="said-by">
      <p><strong>{title}</strong> <span class="quiet">{dateTime(at, language.value, zone.value)}</span></p>
      <p>{note}</p>
    </div>
  );
}

function DecisionForm({ visit, onDecided }: { visit: VisitDetail; onDecided: () => void }) {
  const w = words.value;
  const note = useSignal('');
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const decide = async (word: DecisionWord) => {
    isBusy.value = true;
    error.value = null;
    try {
      await api.decide(visit.visitId, { word, note: note.value.trim(), verdictNo: visit.verdicts.at(-1)!.verdictNo });
      note.value = '';
      onDecided();
    } catch (failed) {
      error.value = failed;
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <div class="form inset">
      <label class="field">{w.visits.decisionNote}<textarea rows={2} maxLength={1000} value={note.value} onInput={(event) => (note.value = event.currentTarget.value)} /></label>
      {error.value !== null && <Failure error={error.value} />}
      <div class="row" role="group" aria-label={w.visits.decide}>
        {(['valid', 'invalid'] as const).map((word) => (
          <button key={word} type="button" class="grow" disabled={isBusy.value || note.value.trim() === ''} onClick={() => void decide(word)}><StateMark state={word} />{w.visits.decideAs(w.state[word])}</button>
        ))}
      </div>
    </div>
  );
}
