// Pure: where a finding and what was claimed do not fit. It asks and decides nothing: what is not known contradicts nothing.
import { z } from 'zod';
import type { Answers, Outcome } from './findings.ts';

export const Contradiction = z.enum([
  'NOT_SEEN',
  'OTHER_PERSON',
  'SHOP_GONE',
  'SEEN_NOT_PRESSED',
  'CONFIRMS_DOUBTED',
  'INSPECTOR_UNPROVEN',
  'PHOTO_REPEATED',
]);
export type Contradiction = z.infer<typeof Contradiction>;

/** Against the rep, for the rep, or about the inspection itself. */
export const About = z.enum(['repAgainst', 'repFor', 'inspection']);
export type About = z.infer<typeof About>;

export const aboutOf: Record<Contradiction, About> = {
  NOT_SEEN: 'repAgainst',
  OTHER_PERSON: 'repAgainst',
  SHOP_GONE: 'repAgainst',
  SEEN_NOT_PRESSED: 'repFor',
  CONFIRMS_DOUBTED: 'repFor',
  INSPECTOR_UNPROVEN: 'inspection',
  PHOTO_REPEATED: 'inspection',
};

/** A visit that a rep pressed. */
export interface Claim {
  visitId: string;
  /** YYYY-MM-DD, in the unit's zone. */
  day: string;
  isValid: boolean;
}

/** What a finding says that can be held against claims. */
export interface Told {
  outcome: Outcome;
  answers: Answers;
  /** The unit's day on which it was asked. */
  askedDay: string;
  /** Null: nothing is known of where the inspector was. */
  stay: { distanceM: number | null; accuracyM: number | null; dwellS: number | null } | null;
  isPhotoRepeated: boolean;
}

/** Numbers are days and metres, for the sentence. */
export interface Found {
  code: Contradiction;
  numbers: Record<string, string | number>;
}

/** Shopkeepers forget: a day is a day off, further back two. */
const NEAR_DAYS = 3;
const isNear = (said: string, claimed: string, asked: string): boolean =>
  Math.abs(daysBetween(said, claimed)) <= (daysBetween(said, asked) > NEAR_DAYS ? 2 : 1);
/** "Not this week" speaks of so many days, the day of asking included. */
const WEEK_DAYS = 7;
/** An inspector farther off than this, beyond the radius of the fix, or there for less, proves no look. */
export const FAR_FROM_SHOP_M = 200;
const SHORT_S = 60;

function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/** The last visit as the shop tells it; null: it does not say, or does not know. */
export function saidDay({ lastVisit, lastVisitDay }: Answers, askedDay: string): string | 'notThisWeek' | null {
  if (lastVisit === 'today') return askedDay;
  if (lastVisit === 'yesterday') return new Date(Date.parse(askedDay) - 86_400_000).toISOString().slice(0, 10);
  if (lastVisit === 'notThisWeek') return 'notThisWeek';
  if (lastVisit !== 'onDay' || typeof lastVisitDay !== 'string') return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(lastVisitDay) && lastVisitDay <= askedDay ? lastVisitDay : null;
}

/** @param claims those of this retailer up to the day of asking */
export function contradictionsIn(claims: readonly Claim[], told: Told): Found[] {
  const found = ofInspector(told);
  const { outcome, askedDay, answers } = told;
  const recent = claims.filter(({ day }) => day <= askedDay && daysBetween(day, askedDay) < WEEK_DAYS);
  const valid = recent.filter(({ isValid }) => isValid);
  const last = (some: readonly Claim[]) =>
    some
      .map(({ day }) => day)
      .sort()
      .at(-1)!;
  if ((outcome === 'closedDown' || outcome === 'moved') && valid.length > 0)
    found.push({ code: 'SHOP_GONE', numbers: { claimed: last(valid) } });
  if (outcome !== 'met') return found;
  const said = saidDay(answers, askedDay);
  if (said === 'notThisWeek' && valid.length > 0)
    found.push({ code: 'NOT_SEEN', numbers: { claimed: last(valid), days: WEEK_DAYS } });
  if (said === null || said === 'notThisWeek') return found;
  const later = valid.filter(({ day }) => day > said && !isNear(said, day, askedDay));
  if (later.length > 0) found.push({ code: 'NOT_SEEN', numbers: { claimed: last(later), said } });
  const near = claims.filter(({ day }) => isNear(said, day, askedDay));
  if (near.length === 0) found.push({ code: 'SEEN_NOT_PRESSED', numbers: { said } });
  else if (near.every(({ isValid }) => !isValid))
    found.push({ code: 'CONFIRMS_DOUBTED', numbers: { said, claimed: last(near) } });
  if (answers.lastVisitWho === 'other' && near.some(({ isValid }) => isValid))
    found.push({ code: 'OTHER_PERSON', numbers: { said, claimed: last(near.filter(({ isValid }) => isValid)) } });
  return found;
}

function ofInspector({ outcome, stay, isPhotoRepeated }: Told): Found[] {
  const found: Found[] = [];
  if (isPhotoRepeated) found.push({ code: 'PHOTO_REPEATED', numbers: {} });
  if (stay === null) return found;
  const { distanceM, accuracyM, dwellS } = stay;
  const isFar = distanceM !== null && distanceM > FAR_FROM_SHOP_M + Math.max(0, accuracyM ?? 0);
  const isShort = outcome === 'met' && dwellS !== null && dwellS < SHORT_S;
  if (isFar || isShort)
    found.push({
      code: 'INSPECTOR_UNPROVEN',
      numbers: { ...(isFar && { metres: Math.round(distanceM) }), ...(isShort && { seconds: Math.round(dwellS) }) },
    });
  return found;
}

/** What the shop says of one claimed day. */
export function wordOn(claim: Claim, { outcome, answers, askedDay }: Told): 'seen' | 'notSeen' | 'unknown' {
  if (outcome !== 'met' || claim.day > askedDay) return 'unknown';
  const said = saidDay(answers, askedDay);
  if (said === null) return 'unknown';
  if (said === 'notThisWeek') return daysBetween(claim.day, askedDay) < WEEK_DAYS ? 'notSeen' : 'unknown';
  if (isNear(said, claim.day, askedDay)) return 'seen';
  return claim.day > said ? 'notSeen' : 'unknown';
}
