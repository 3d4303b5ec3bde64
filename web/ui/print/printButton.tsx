import { Icon } from '../icons.tsx';
import { words } from '../words.ts';
import { printSheet } from './printing.ts';

/** Prints the sheet of what is open; `before` reads what is still missing on it. */
export function PrintButton({ label, before }: { label?: string; before?: () => Promise<unknown> }) {
  const name = label ? `${words.value.sheets.print} · ${label}` : words.value.sheets.print;
  const print = () => void (before?.() ?? Promise.resolve()).catch(() => undefined).then(printSheet); // what cannot be read is left out
  return (
    <button type="button" class="tool no-print" aria-label={name} title={name} onClick={print}>
      <Icon name="print" />
    </button>
  );
}
