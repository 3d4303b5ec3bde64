import { CallOutcome, type MyCase } from '../../../shared/findings.ts';
import { dateTime } from '../../format.ts';
import { language } from '../../ui/words.ts';
import { repZone } from '../day.ts';
import { begin, called, calls, isUnkept, questionsOf } from './inspecting.ts';
import { inspectWords } from './words.ts';
import c from './inspecting.module.css';

/** The number, the calls so far, and what became of the one that was just made; whoever answers is asked. */
export function Calls({ of }: { of: MyCase }) {
  const w = inspectWords.value.inspect;
  const l = language.value;
  const waiting = calls.value.filter(({ caseId }) => caseId === of.caseId).map(({ body }) => body);
  const made = [...of.calls, ...waiting];
  const isReady = of.questionnaire === null || questionsOf(of) !== null;
  const note = async (outcome: CallOutcome) => {
    try {
      await called(of, outcome);
    } catch {
      isUnkept.value = true;
      return;
    }
    if (outcome === 'answered') begin(of, null);
  };
  return (
    <section class={c.caseBegin}>
      {of.phone ? (
        <a class="button" href={`tel:${of.phone}`}>
          {w.call(of.phone)}
        </a>
      ) : (
        <p class="warn">{w.noNumber}</p>
      )}
      <fieldset class="question">
        <legend>{w.callTitle}</legend>
        <p class="quiet">{w.callLead}</p>
        <div class="question-ways">
          {CallOutcome.options.map((outcome) => (
            <button
              key={outcome}
              type="button"
              class={outcome === 'answered' ? 'primary' : ''}
              disabled={outcome === 'answered' && !isReady}
              onClick={() => void note(outcome)}
            >
              {w.calledAs[outcome]}
            </button>
          ))}
        </div>
      </fieldset>
      {made.length > 0 && (
        <>
          <h2>{w.attempts}</h2>
          <ul>
            {made.map(({ calledAt, outcome }) => (
              <li key={calledAt}>{`${dateTime(calledAt, l, repZone.value)} ${w.calledAs[outcome]}`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
