// Pure: what a visit's last verdict rested on stays evidence, also when it has expired where it came from.
import type { EvidenceFix, JudgeInput } from '../../shared/verdicts.ts';

/** Of the evidence of the last verdict, what the organisation keeps for some time only; null where it had none. */
export interface StoredEvidence {
  track: readonly unknown[] | null;
  notices: JudgeInput['notices'] | null;
  carriers?: Carriers | null;
}

/** What the carrier said of each press. */
export type Carriers = { [K in 'start' | 'end']?: EvidenceFix | null };

/** The evidence with what the carrier said: now, or when it was judged last. A visit of which nobody was asked is as it was, to the byte. */
export function withCarriers(input: JudgeInput, known: Carriers | null, stored: StoredEvidence | null): JudgeInput {
  const said = (['start', 'end'] as const).flatMap((kind) => {
    const [press, carrier] = [input[kind], known?.[kind] ?? stored?.carriers?.[kind]];
    return press && carrier ? [[kind, { ...press, carrier }] as const] : [];
  });
  return said.length === 0 ? input : { ...input, ...Object.fromEntries(said) };
}

/** As many fixes as the judge is given of one visit. */
export const MOST_FIXES = 2_000;

/**
 * The evidence of today with what the last verdict had and today's lacks: positions expire and people who leave are forgotten, and a
 * visit that is judged again then must come out neither better nor worse for it. Nothing is gone: the input itself.
 */
export function withStored(input: JudgeInput, stored: StoredEvidence | null): JudgeInput {
  if (!stored) return input;
  const track = union(input.track ?? [], stored.track ?? [], 'fixAt');
  const notices = union(input.notices ?? [], stored.notices ?? [], 'at');
  return { ...input, track: track.slice(0, MOST_FIXES), notices };
}

/** Both lists in the order of their times, what is the same to the byte once; the first one as it is where it has all of the second. */
function union<T>(known: readonly T[], kept: readonly T[], at: string): T[] {
  const seen = new Set(known.map((one) => JSON.stringify(one)));
  const gone = kept.filter((one) => !seen.has(JSON.stringify(one)));
  if (gone.length === 0) return [...known];
  const timed = [...gone, ...known].map((one) => ({ one, text: timeText(one, at) }));
  timed.sort((a, b) => Date.parse(a.text) - Date.parse(b.text) || (a.text < b.text ? -1 : Number(a.text > b.text))); // microseconds
  return timed.map(({ one }) => one);
}

function timeText(one: unknown, at: string): string {
  const said = (one as Record<string, unknown> | null)?.[at];
  return typeof said === 'string' && Number.isFinite(Date.parse(said)) ? said : '1970-01-01T00:00:00Z';
}
