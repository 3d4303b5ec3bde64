import { z } from 'zod';
import type { Queryable } from '../db.ts';
import { seenIn, type Seen } from '../looks.ts';
import { entriesAfter, type Days, type LedgerScope } from './store.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';

const PAGE = 2_000;

/** The entries of some days as lines, chain by chain; all organisations where no scope is given. Entries are never changed, so pages fit together. */
export async function* exportLines(
  db: Queryable,
  days: Days,
  scope: LedgerScope | null,
  look: (seen: readonly Seen[]) => Promise<void> = () => Promise.resolve(),
): AsyncGenerator<string> {
  let after: { org: number; unit: string; no: number } | null = null;
  for (;;) {
    const entries = await entriesAfter(db, days, scope, after, PAGE);
    await look(seenInEntries(entries));
    for (const entry of entries) yield JSON.stringify(entry);
    const last = entries.at(-1);
    if (!last || entries.length < PAGE) return;
    after = last;
  }
}

const PressFact = z.object({ repId: z.uuid(), pressedAt: z.iso.datetime() });

/** The reps whose presses, with their positions, are among these entries; an entry that somebody spoilt says none. */
function seenInEntries(entries: readonly LedgerEntry[]): Seen[] {
  const presses = entries.filter(({ kind }) => kind === 'press').flatMap(({ fact }) => pressIn(fact) ?? []);
  return seenIn(presses.map(({ repId, pressedAt }) => ({ repId, at: pressedAt })));
}

function pressIn(fact: string): z.infer<typeof PressFact> | undefined {
  try {
    return PressFact.safeParse(JSON.parse(fact)).data;
  } catch {
    return undefined;
  }
}
