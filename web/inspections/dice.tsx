import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { words } from './words.ts';
import s from './inspections.module.css';

/** So many digits of a ten-sided die are 66 bits: Colorado's audits throw as many in public. */
const LEAST = 20;
const THROW_MS = 90;

/** A digit in a place of its own as it falls: thrown with real dice and typed, or by this computer. */
export function Dice({ typed }: { typed: Signal<string> }) {
  const w = words.value.draw;
  const rolling = useRef<ReturnType<typeof setInterval>>(undefined);
  const stop = () => clearInterval(rolling.current);
  useEffect(() => stop, []);
  const digits = typed.value.replaceAll(/\D/g, '');
  const put = (next: string) => (typed.value = inFives(next.replaceAll(/\D/g, '').slice(0, 100)));
  const throwOne = () => {
    put(typed.peek() + String(tenSided()));
    if (typed.peek().replaceAll(' ', '').length >= LEAST) stop();
  };
  const throwAll = () => {
    stop();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches)
      while (typed.peek().replaceAll(' ', '').length < LEAST) throwOne();
    else rolling.current = setInterval(throwOne, THROW_MS);
  };
  return (
    <>
      <ol class={s.inspDice} aria-hidden="true">
        {Array.from({ length: Math.max(LEAST, digits.length) }, (_, i) => (
          <li key={i} class={i < digits.length ? s.inspThrown : ''}>
            {digits[i] ?? ''}
          </li>
        ))}
      </ol>
      <label class="field">
        {w.dice}
        <input
          inputMode="numeric"
          autocomplete="off"
          value={typed.value}
          onInput={(event) => put(event.currentTarget.value.normalize('NFKC'))}
        />
      </label>
      <div class={s.inspTools}>
        <button type="button" onClick={throwOne}>
          {w.throwOne}
        </button>
        <button type="button" onClick={throwAll} disabled={digits.length >= LEAST}>
          {w.throwAll}
        </button>
        <button type="button" class="link" onClick={() => (stop(), put(''))}>
          {w.clear}
        </button>
      </div>
      <p class="quiet">{w.throwNote}</p>
    </>
  );
}

/** As people read digits to each other. */
function inFives(digits: string): string {
  return digits.replaceAll(/(\d{5})(?=\d)/g, '$1 ');
}

/** 0 to 9, each as likely: bytes from 250 on are thrown again. */
function tenSided(): number {
  const [byte] = crypto.getRandomValues(new Uint8Array(1));
  return byte! < 250 ? byte! % 10 : tenSided();
}
