// Pure: which acts on a retailer's life follow which, and how a change of facts goes on into later versions.
import type { ProblemReason } from '../../shared/problems/problems.ts';
import type { DatedFacts, LifeDeed } from '../../shared/retailerLife.ts';
import type { RetailerState } from '../../shared/retailers.ts';

/** An act that counts. */
export interface Act {
  fromDay: string;
  deed: Exclude<LifeDeed, 'withdrawn'>;
}

const after: Record<Act['deed'], RetailerState> = {
  opened: 'open',
  paused: 'paused',
  resumed: 'open',
  closed: 'closed',
};

const mayFollow: Record<RetailerState, readonly LifeDeed[]> = {
  open: ['paused', 'closed'],
  paused: ['resumed', 'closed'],
  closed: ['opened'],
};

/** What a retailer is before a day, by the acts that count, in the order of their days; null: nobody has said anything of it. */
export function stateBefore(acts: readonly Act[], day: string): RetailerState | null {
  const last = acts.filter(({ fromDay }) => fromDay < day).at(-1);
  if (last) return after[last.deed];
  const next = acts.find(({ fromDay }) => fromDay >= day);
  return next ? (next.deed === 'opened' ? 'closed' : 'open') : null;
}

export type LifeRefusal = Extract<ProblemReason, { code: 'LIFE_SAID_LATER' | 'LIFE_NOTHING_SAID' | 'LIFE_NO_CHANGE' }>;

/**
 * Why an act cannot be said of a day; null: it can. What is said of that very day already is replaced; what is said of a later day
 * has to be withdrawn first, because it would go on from something else than it was said of.
 * @param acts those that count, in the order of their days
 */
export function whyNot(acts: readonly Act[], deed: LifeDeed, fromDay: string): LifeRefusal | null {
  const later = acts.find((act) => act.fromDay > fromDay);
  if (later) return { code: 'LIFE_SAID_LATER', day: later.fromDay };
  const same = acts.find((act) => act.fromDay === fromDay);
  if (deed === 'withdrawn') return same ? null : { code: 'LIFE_NOTHING_SAID', day: fromDay };
  const state = stateBefore(acts, fromDay);
  const fits = mayFollow[state ?? 'open'].includes(deed) || (state === null && deed === 'opened');
  return fits && same?.deed !== deed
    ? null
    : { code: 'LIFE_NO_CHANGE', state: same ? after[same.deed] : (state ?? 'open') };
}

export interface Version extends DatedFacts {
  /** Null: always. */
  fromDay: string | null;
}

const keys = ['grade', 'businessType', 'setting', 'visitsPerMonth', 'openingHours', 'keyHours'] as const;

function same(one: DatedFacts, other: DatedFacts): boolean {
  return keys.every((key) => one[key] === other[key]);
}

/**
 * The versions to append so that from a day on the retailer is what is said: that day's, and each later one in which what is said
 * would be lost, up to the one that itself changed it. Nothing else of any day changes.
 * @param versions those that count, in the order of their days, the one of always first
 */
export function versionsFor(
  versions: readonly Version[],
  fromDay: string,
  said: Partial<DatedFacts>,
): (Version & { fromDay: string })[] {
  const before = versions.filter((one) => one.fromDay === null || one.fromDay <= fromDay).at(-1);
  const base: DatedFacts = before ?? nothing;
  let open = keys.filter((key) => said[key] !== undefined);
  const added: (Version & { fromDay: string })[] = [];
  const put = (day: string, of: DatedFacts): void => {
    const facts = { ...of } as Record<string, unknown>;
    for (const key of keys) facts[key] = open.includes(key) ? said[key] : of[key];
    const next = { ...(facts as DatedFacts), fromDay: day };
    if (!same(next, of)) added.push(pick(next));
  };
  put(fromDay, base);
  for (const later of versions) {
    if (later.fromDay === null || later.fromDay <= fromDay) continue;
    open = open.filter((key) => later[key] === base[key]);
    if (open.length === 0) break;
    put(later.fromDay, later);
  }
  return added;
}

function pick(version: Version & { fromDay: string }): Version & { fromDay: string } {
  const { fromDay, grade, businessType, setting, visitsPerMonth, openingHours, keyHours } = version;
  return { fromDay, grade, businessType, setting, visitsPerMonth, openingHours, keyHours };
}

const nothing: DatedFacts = {
  grade: null,
  businessType: null,
  setting: null,
  visitsPerMonth: null,
  openingHours: null,
  keyHours: null,
};
