import type { ReadonlySignal } from '@preact/signals';
import { words } from './words.ts';

/** Said where the phone could keep nothing and nothing could be sent. */
export function NotKept({ isSo }: { isSo: ReadonlySignal<boolean> }) {
  if (!isSo.value) return null;
  return (
    <p class="warn" role="alert">
      {words.value.phone.notStored}
    </p>
  );
}
