import { useSignal } from '@preact/signals';
import { addScenario } from '../../shared/scenarioEdits.ts';
import { call } from '../api.ts';
import { dayName, dayOf } from '../format.ts';
import { nowMs } from '../clock.ts';
import { Failure } from '../ui/failure.tsx';
import { zone } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { chosenKind } from './chosenKind.ts';
import { words } from './words.ts';
import s from './scenarios.module.css';

/** A name that none of these has: with a number behind it where it must be. */
export function freeName(name: string, items: readonly { name: string }[]): string {
  const taken = new Set(items.map((one) => one.name));
  let free = name;
  for (let k = 2; taken.has(free); k++) free = `${name} ${k}`;
  return free;
}

/** One click begins with today's map; the name and an empty start are there for who wants them. */
export function NewScenario({ unitId, names }: { unitId: string; names: readonly string[] }) {
  const w = words.value.planning;
  const l = language.value;
  const typed = useSignal<string | null>(null);
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const name =
    typed.value ??
    freeName(
      w.newName(dayName(dayOf(new Date(nowMs()), zone.value), l)),
      names.map((one) => ({ name: one })),
    );
  const begin = async (from: 'today' | 'empty', parts?: number) => {
    isBusy.value = true;
    try {
      const made = await call(addScenario, {
        body: {
          unitId,
          kind: chosenKind.value,
          name,
          from,
          ...(parts !== undefined && { parts }),
        },
      });
      go({ scenarioId: made.scenarioId });
    } catch (failed) {
      error.value = failed;
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <section class={`section ${s.newScenario}`}>
      <label class="field">
        {w.name}
        <input maxLength={100} value={name} onInput={(event) => (typed.value = event.currentTarget.value)} />
      </label>
      <button
        type="button"
        class="primary"
        disabled={isBusy.value || name.trim() === ''}
        onClick={() => void begin('today')}
      >
        {w.start}
      </button>
      <EmptyStart isShut={isBusy.value || name.trim() === ''} onStart={(parts) => void begin('empty', parts)} />
      <p class="quiet">{w.chooseUnit}</p>
      {error.value !== null && <Failure error={error.value} />}
    </section>
  );
}

function EmptyStart({ isShut, onStart }: { isShut: boolean; onStart: (parts: number) => void }) {
  const w = words.value.planning;
  const parts = useSignal(4);
  return (
    <div class="row">
      <button type="button" disabled={isShut} onClick={() => onStart(parts.value)}>
        {w.startEmpty}
      </button>
      <label class="row quiet">
        {w.parts}
        <input
          class={s.numberInput}
          type="number"
          min={1}
          max={2000}
          value={parts.value}
          onChange={(event) =>
            (parts.value = Math.max(1, Math.min(2000, Math.round(Number(event.currentTarget.value)) || 1)))
          }
        />
      </label>
    </div>
  );
}
