import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useSending } from '../ui/sending.ts';
import { Wrong } from './wrong.tsx';
import { words } from './words.ts';

/** What is done once the password was typed again. */
export type Prove = (password: string) => Promise<unknown>;

/** Asks for the password again: whoever finds an open browser does not know it. */
export function Again({ prove, onDone }: { prove: Prove; onDone: () => void }) {
  const w = words.value;
  const password = useSignal('');
  const { error, isBusy, send } = useSending();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const goOn = async () => {
    if (await send(() => prove(password.value))) onDone();
  };
  return (
    <form
      class="form inset"
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      <label class="field">
        {w.factors.withPassword}
        <input
          ref={input}
          type="password"
          required
          maxLength={128}
          autocomplete="current-password"
          value={password.value}
          onInput={(event) => (password.value = event.currentTarget.value)}
        />
      </label>
      {error.value !== null && <Wrong error={error.value} />}
      <div class="row">
        <button type="submit" class="primary" disabled={isBusy.value}>
          {w.factors.go}
        </button>
        <button type="button" onClick={onDone}>
          {w.cancel}
        </button>
      </div>
    </form>
  );
}
