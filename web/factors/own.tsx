import { useSignal } from '@preact/signals';
import { factorContracts, type FactorAdded, type MyFactors } from '../../shared/factors.ts';
import { call } from '../api.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { AppCodes } from './appCodes.tsx';
import { Again, type Prove } from './again.tsx';
import { Passkeys } from './passkeys.tsx';
import { PaperCodes } from './paperCodes.tsx';
import { words } from './words.ts';

interface OwnFactorsProps {
  /** Called when a factor was added and its codes on paper were kept. */
  onReady?: () => void;
}

/** What the reader can show beside their password. Everything that changes it asks for the password again. */
export function OwnFactors({ onReady }: OwnFactorsProps) {
  const w = words.value.factors;
  const asked = useAsked('my factors', () => call(factorContracts.readMyFactors));
  const changed = useSignal<MyFactors | null>(null);
  const codes = useSignal<readonly string[] | null>(null);
  /** What waits for the password. */
  const waiting = useSignal<Prove | null>(null);
  const factors = changed.value ?? asked.value;
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!factors) return <Skeleton rows={4} />;
  const added = (one: FactorAdded) => {
    changed.value = one.factors;
    codes.value = one.recoveryCodes;
    if (one.recoveryCodes === null) onReady?.();
  };
  const kept = () => {
    codes.value = null;
    onReady?.();
  };
  const ask = (prove: Prove) => (waiting.value = prove);
  const hasOne = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <>
      <section class="section">
        <h2>{w.title}</h2>
        <p class="quiet pad">{factors.isRequired ? w.requiredLead : w.lead}</p>
        {waiting.value && <Again prove={waiting.value} onDone={() => (waiting.value = null)} />}
        {codes.value && <PaperCodes codes={codes.value} onKept={kept} />}
      </section>
      <Passkeys factors={factors} ask={ask} onAdded={added} onChanged={(now) => (changed.value = now)} />
      <AppCodes factors={factors} ask={ask} onAdded={added} onChanged={(now) => (changed.value = now)} />
      {hasOne && (
        <section class="section">
          <h2>{w.codes}</h2>
          <div class="row inset">
            <span class="spread">{w.codesLeft(factors.recoveryCodes)}</span>
            <button
              type="button"
              onClick={() =>
                ask(async (password) => {
                  codes.value = (await call(factorContracts.renewRecoveryCodes, { body: { password } })).codes;
                  changed.value = await call(factorContracts.readMyFactors);
                })
              }
            >
              {w.renewCodes}
            </button>
          </div>
        </section>
      )}
    </>
  );
}
