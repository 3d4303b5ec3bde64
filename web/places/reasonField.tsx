import type { Signal } from '@preact/signals';
import { words } from './words.ts';

/** Why, as it goes on record. */
export function ReasonField({ reason }: { reason: Signal<string> }) {
  return (
    <label class="field">
      <span>{words.value.propose.reason}</span>
      <textarea
        rows={2}
        maxLength={500}
        value={reason.value}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
    </label>
  );
}
