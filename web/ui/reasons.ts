import { signal } from '@preact/signals';
import type { SentReason } from '../../shared/errors.ts';
import { language } from './words.ts';
import { zone } from './me.ts';

type Said = typeof import('../../shared/problems/said.ts');

/** Loaded with the first failure: a phone that is refused nothing never loads them. */
const said = signal<Said | null>(null);

/** What the server says, in the reader's language; null while the sentences are on their way and for a code of a newer server. */
export function reasonSentence(reason: SentReason | null | undefined): string | null {
  if (!reason) return null;
  if (!said.value) void load();
  return said.value?.sentenceOf(reason, language.value, zone.value ?? null) ?? null;
}

/** What a form calls the field, `body.dayEnd`. */
export function fieldName(path: string): string {
  return said.value?.fieldName(path, language.value) ?? path.replace(/^body\./, '');
}

/** Without them the class of the failure still has its sentence. */
async function load(): Promise<void> {
  said.value = await import('../../shared/problems/said.ts').catch(() => null);
}
