import { SentReason } from '../shared/errors.ts';
import { sentenceOf } from '../shared/problems/problems.ts';

/** A reason as it lies in a column of text: a code with its parameters, as JSON. */
export function toStored(reason: SentReason): string {
  return JSON.stringify(reason);
}

/** What such a column says: in English for programs, and as a code; rows of before have an English sentence and no code. */
export function fromStored(text: string): { english: string; reason: SentReason | null } {
  const read = text.startsWith('{"') ? SentReason.safeParse(jsonOf(text)) : null;
  if (!read?.success) return { english: text, reason: null };
  return { english: sentenceOf(read.data, 'en') ?? read.data.code, reason: read.data };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
