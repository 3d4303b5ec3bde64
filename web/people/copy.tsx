import { useSignal } from '@preact/signals';
import { words } from './words.ts';

/** Copies a text, and says so. */
export function Copy({ text, label }: { text: string; label: string }) {
  const isCopied = useSignal(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => (isCopied.value = true),
      () => undefined,
    );
  return (
    <button type="button" onClick={() => void copy()}>
      {isCopied.value ? words.value.copied : label}
    </button>
  );
}
