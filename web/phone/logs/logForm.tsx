import { useSignal } from '@preact/signals';
import { logTexts, MOST_TEXT, StopReason } from '../../../shared/logs.ts';
import type { LogStop } from '../../../shared/logFacts.ts';
import { count } from '../../format.ts';
import { logWords } from '../../ui/logWords.ts';
import { language } from '../../ui/words.ts';
import { change, factsHere, isUnwritten, open, send } from './logging.ts';
import { writeWords } from './words.ts';
import { withoutReason, type LogOf, type Reason, type Writing } from './writing.ts';
import s from '../phone.module.css';
import c from './writing.module.css';

/** What the rep says: why stops were not made, and four texts. Each change is on the phone's disk at once. */
export function LogForm({ of, onSent }: { of: LogOf; onSent: () => void }) {
  const w = writeWords.value.write;
  const l = language.value;
  const asked = useSignal<'empty' | 'reasons' | null>(null);
  const writing = open(of);
  const { stops } = factsHere(of);
  const unexplained = withoutReason(stops, writing.reasons);
  const isUnexplained = asked.value === 'reasons' && unexplained.length > 0;
  const edit = (more: Partial<Writing>) => change({ ...open(of), ...more });
  // of what is written by now, not of what was drawn last: two reasons may be chosen between two drawings
  const explain = (retailerId: string, reason: Reason | null) => {
    const { [retailerId]: _, ...others } = open(of).reasons;
    edit({ reasons: reason ? { ...others, [retailerId]: reason } : others });
  };
  const hand = async () => {
    const made = open(of);
    const { stops: missing } = factsHere(of);
    const left = withoutReason(missing, made.reasons).length;
    if (made.texts.done.trim() === '') return void (asked.value = 'empty');
    if (left > 0 && asked.peek() !== 'reasons') return void (asked.value = 'reasons');
    try {
      await send(made, missing);
    } catch {
      isUnwritten.value = true;
      return;
    }
    onSent();
  };
  return (
    <form
      class={c.logForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void hand();
      }}
    >
      {stops.length > 0 && <Stops stops={stops} reasons={writing.reasons} onReason={explain} />}
      {logTexts.map((key) => (
        <label key={key} class="field">
          {logWords.value.log.text[key]}
          <textarea
            rows={key === 'done' ? 4 : 2}
            maxLength={MOST_TEXT}
            value={writing.texts[key]}
            onInput={(event) => edit({ texts: { ...open(of).texts, [key]: event.currentTarget.value } })}
          />
        </label>
      ))}
      {asked.value === 'empty' && writing.texts.done.trim() === '' && <Warning>{w.empty}</Warning>}
      {isUnexplained && <Warning>{w.unexplained(unexplained.length, count(unexplained.length, l))}</Warning>}
      <button type="submit" class={`primary ${s.big}`}>
        {isUnexplained ? w.sendAnyway : w.send}
      </button>
      <p class="quiet">{w.saved}</p>
    </form>
  );
}

function Warning({ children }: { children: string }) {
  return (
    <p class="warn" role="alert">
      {children}
    </p>
  );
}

interface StopsProps {
  stops: readonly LogStop[];
  reasons: Writing['reasons'];
  onReason: (retailerId: string, reason: Reason | null) => void;
}

function Stops({ stops, reasons, onReason: put }: StopsProps) {
  const w = writeWords.value.write;
  const { stops: title, why } = logWords.value.log;
  return (
    <fieldset class="question">
      <legend>{title}</legend>
      <ul class="plain-list">
        {stops.map(({ retailerId, name }) => {
          const reason = reasons[retailerId];
          return (
            <li key={retailerId} class={c.logStop}>
              <label class="field">
                {name}
                <select
                  aria-label={`${name}: ${w.why}`}
                  value={reason?.why ?? ''}
                  onChange={(event) => {
                    const chosen = StopReason.safeParse(event.currentTarget.value);
                    put(retailerId, chosen.success ? { why: chosen.data, note: reason?.note ?? '' } : null);
                  }}
                >
                  <option value="">{w.choose}</option>
                  {StopReason.options.map((one) => (
                    <option key={one} value={one}>
                      {why[one]}
                    </option>
                  ))}
                </select>
              </label>
              {reason?.why === 'other' && (
                <input
                  aria-label={`${name}: ${w.other}`}
                  placeholder={w.other}
                  maxLength={200}
                  value={reason.note}
                  onInput={(event) => put(retailerId, { why: 'other', note: event.currentTarget.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
