import type { Failed, FailureCode } from '../apiError.ts';
import { Why } from '../ui/failure.tsx';
import { words } from './words.ts';
import s from './phone.module.css';

interface RefusedProps {
  what: string;
  /** What an older page kept has no more than the class. */
  of: { refused: FailureCode | null; why?: Failed };
  onDiscard: () => void;
}

/** What the server refused stays until who made it has seen why. */
export function Refused({ what, of, onDiscard }: RefusedProps) {
  const w = words.value;
  return (
    <div class={`${s.note} row warn`} role="alert">
      <div class="grow">
        <strong>{`${w.phone.refused}${w.colon}${what}`}</strong>
        <Why failed={of.why ?? { code: of.refused!, fields: [] }} />
      </div>
      <button type="button" onClick={onDiscard}>
        {w.phone.discard}
      </button>
    </div>
  );
}
