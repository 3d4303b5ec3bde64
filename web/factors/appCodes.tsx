import { useSignal } from '@preact/signals';
import { factorContracts, type FactorAdded, type MyFactors } from '../../shared/factors.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { Qr } from '../ui/qr.tsx';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import type { Prove } from './again.tsx';
import { words } from './words.ts';
import s from './factors.module.css';

export interface FactorPartProps {
  factors: MyFactors;
  ask: (prove: Prove) => void;
  onAdded: (added: FactorAdded) => void;
  onChanged: (factors: MyFactors) => void;
}

/** Codes of an app: set up by a picture and the first code, or taken away. */
export function AppCodes({ factors, ask, onAdded, onChanged }: FactorPartProps) {
  const w = words.value.factors;
  const begun = useSignal<{ uri: string; secret: string } | null>(null);
  return (
    <section class="section">
      <h2>{w.totp}</h2>
      <p class="quiet pad">{w.totpLead}</p>
      {factors.totpSince !== null ? (
        <div class="row inset">
          <span class="spread">{w.totpSince(dateTime(factors.totpSince, language.value))}</span>
          <button
            type="button"
            onClick={() =>
              ask(async (password) => onChanged(await call(factorContracts.removeTotp, { body: { password } })))
            }
          >
            {w.remove}
          </button>
        </div>
      ) : begun.value ? (
        <FirstCode
          {...begun.value}
          onAdded={(added) => {
            begun.value = null;
            onAdded(added);
          }}
        />
      ) : (
        <div class="row inset">
          <button
            type="button"
            onClick={() =>
              ask(async (password) => (begun.value = await call(factorContracts.beginTotp, { body: { password } })))
            }
          >
            {w.addTotp}
          </button>
        </div>
      )}
    </section>
  );
}

interface FirstCodeProps {
  uri: string;
  secret: string;
  onAdded: (added: FactorAdded) => void;
}

function FirstCode({ uri, secret, onAdded }: FirstCodeProps) {
  const w = words.value.factors;
  const code = useSignal('');
  const { error, isBusy, send } = useSending();
  const confirm = () =>
    send(async () => onAdded(await call(factorContracts.confirmTotp, { body: { code: code.value } })));
  return (
    <form
      class="form inset"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p>{w.scan}</p>
      <Qr text={uri} label={w.scan} />
      <p class="quiet">{w.typed}</p>
      <code class={s.secret}>{secret}</code>
      <label class="field">
        {w.code}
        <input
          required
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={7}
          value={code.value}
          onInput={(event) => (code.value = event.currentTarget.value)}
        />
      </label>
      {error.value !== null && <Failure error={error.value} />}
      <div class="row">
        <button type="submit" class="primary" disabled={isBusy.value}>
          {w.confirm}
        </button>
      </div>
    </form>
  );
}
