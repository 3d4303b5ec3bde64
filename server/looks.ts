import type { LookWay } from '../shared/looks.ts';
import type { Who } from './auth.ts';

/** Whose positions are about to leave, and of which hours; null: of whenever they are. */
export interface Seen {
  repIds: readonly string[];
  fromAt: string | null;
  toAt: string | null;
}

/** The one gate through which positions of people leave: whoever sends them says first who looks at whom. Given by privacy/. */
export interface Looks {
  record(way: LookWay, looks: readonly { who: Who; seen: readonly Seen[] }[]): Promise<void>;
}

/** Of things with a person and a moment: who is seen, and from the first moment to the last. */
export function seenIn(things: readonly { repId: string; at: string; untilAt?: string | null }[]): Seen[] {
  if (things.length === 0) return [];
  const fromAt = things.reduce((first, { at }) => (at < first ? at : first), things[0]!.at);
  const toAt = things.reduce((last, { at, untilAt }) => ((untilAt ?? at) > last ? (untilAt ?? at) : last), fromAt);
  return [{ repIds: things.map(({ repId }) => repId), fromAt, toAt }];
}
