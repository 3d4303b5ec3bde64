import type { Signal } from '@preact/signals';
import { NoteField } from '../ui/noteField.tsx';
import { words } from './words.ts';

/** Why, as it goes on record. */
export function ReasonField({ reason }: { reason: Signal<string> }) {
  return <NoteField label={words.value.propose.reason} note={reason} most={500} />;
}
