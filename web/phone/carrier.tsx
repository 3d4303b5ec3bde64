import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { giveCarrierConsent, readMyCarrier, withdrawCarrierConsent, type MyCarrier } from '../../shared/carriers.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { outcomeWords } from '../ui/carrierWords.ts';
import { Failure } from '../ui/failure.tsx';
import { language } from '../ui/words.ts';
import { repZone } from './day.ts';
import { words } from './words.ts';
import s from './phone.module.css';

/** Whether my carrier may be asked about me, in words and by my own act; it can be taken back at any time. */
export function CarrierPart() {
  const w = words.value.phone.carrier;
  const mine = useSignal<MyCarrier | null>(null);
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const take = async (asked: Promise<MyCarrier>) => {
    isBusy.value = true;
    error.value = null;
    try {
      mine.value = await asked;
    } catch (failed) {
      error.value = failed;
    }
    isBusy.value = false;
  };
  useEffect(() => void take(call(readMyCarrier)), []);
  if (!mine.value) return error.value === null ? null : <Failure error={error.value} />;
  const { isOffered, asking, consent } = mine.value;
  if (!consent && (!isOffered || asking === 'never')) return null;
  return (
    <section class="section">
      <h2>{w.title}</h2>
      <p class="quiet pad">{w.lead[asking]}</p>
      {error.value !== null && <Failure error={error.value} />}
      {consent ? (
        <>
          <p class="pad">
            {w.given(consent.shown, consent.carrier, dateTime(consent.at, language.value, repZone.value))}
          </p>
          <div class="inset">
            <button type="button" disabled={isBusy.value} onClick={() => void take(call(withdrawCarrierConsent))}>
              {w.withdraw}
            </button>
          </div>
          <Answers of={mine.value} />
        </>
      ) : (
        <Agree isBusy={isBusy.value} onAgree={(number) => void take(call(giveCarrierConsent, { body: { number } }))} />
      )}
    </section>
  );
}

function Agree({ isBusy, onAgree }: { isBusy: boolean; onAgree: (number: string) => void }) {
  const w = words.value.phone.carrier;
  const number = useSignal('');
  return (
    <form
      class={`form ${s.ownForm}`}
      onSubmit={(event) => {
        event.preventDefault();
        onAgree(number.value);
      }}
    >
      <label class="field">
        {w.number}
        <input
          type="tel"
          autocomplete="tel"
          required
          maxLength={40}
          value={number.value}
          onInput={(event) => (number.value = event.currentTarget.value)}
        />
      </label>
      <p class="quiet">{w.what}</p>
      <button type="submit" class="primary" disabled={isBusy || number.value.trim() === ''}>
        {w.agree}
      </button>
    </form>
  );
}

function Answers({ of: { answers } }: { of: MyCarrier }) {
  const { carrier: w } = words.value.phone;
  if (answers.length === 0) return null;
  return (
    <ul class="plain-list">
      {answers.map(({ at, outcome, visitId, press }) => (
        <li key={`${at} ${visitId} ${press}`} class={`${s.storedRow} quiet`}>
          {`${dateTime(at, language.value, repZone.value)} · ${w.press[press]} · ${outcomeWords(outcome)}`}
        </li>
      ))}
    </ul>
  );
}
