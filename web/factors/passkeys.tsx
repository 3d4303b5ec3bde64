import { useSignal } from '@preact/signals';
import { factorContracts, type Passkey } from '../../shared/factors.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { language } from '../ui/words.ts';
import type { FactorPartProps } from './appCodes.tsx';
import { canMakePasskeys, makePasskey } from './browserKeys.ts';
import { words } from './words.ts';

/** The passkeys of the reader: added with a name, or taken away. */
export function Passkeys({ factors, ask, onAdded, onChanged }: FactorPartProps) {
  const w = words.value.factors;
  const label = useSignal('');
  const why = !factors.canHavePasskeys ? w.noPasskeysHere : !canMakePasskeys() ? w.noPasskeyBrowser : null;
  const add = () =>
    ask(async (password) => {
      const { token, options } = await call(factorContracts.beginPasskey, { body: { password } });
      const credential = await makePasskey(options);
      onAdded(await call(factorContracts.addPasskey, { body: { token, label: label.value, credential } }));
      label.value = '';
    });
  const remove = ({ passkeyId }: Passkey) =>
    ask(async (password) =>
      onChanged(await call(factorContracts.removePasskey, { params: { passkeyId }, body: { password } })),
    );
  return (
    <section class="section">
      <h2>{w.passkeys}</h2>
      <p class="quiet pad">{w.passkeysLead}</p>
      {factors.passkeys.map((one) => (
        <PasskeyRow key={one.passkeyId} passkey={one} onRemove={() => remove(one)} />
      ))}
      {why !== null ? (
        <p class="quiet pad">{why}</p>
      ) : (
        <form
          class="row inset"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <label class="field grow">
            {w.label}
            <input
              required
              maxLength={60}
              value={label.value}
              onInput={(event) => (label.value = event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="at-end">
            {w.addPasskey}
          </button>
        </form>
      )}
    </section>
  );
}

function PasskeyRow({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const w = words.value.factors;
  const at = (instant: string) => dateTime(instant, language.value);
  const used = passkey.lastUsedAt === null ? '' : ` · ${w.usedAt(at(passkey.lastUsedAt))}`;
  return (
    <div class="row inset">
      <span class="spread">
        {passkey.label}
        <br />
        <span class="quiet">{`${w.addedAt(at(passkey.addedAt))}${used}`}</span>
      </span>
      <button type="button" onClick={onRemove}>
        {w.remove}
      </button>
    </div>
  );
}
