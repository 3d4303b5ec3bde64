// Pure: where a finding and what was claimed do not fit. It asks and decides nothing: what is not known contradicts nothing.
import { z } from 'zod';
import type { Answers, Outcome } from './findings.ts';
import { withinProbability } from './probability.ts';

export const Contradiction = z.enum([
  'NOT_SEEN',
  'OTHER_PERSON',
  'SHOP_GONE',
  'SEEN_NOT_PRESSED',
  'CONFIRMS_DOUBTED',
  'PLACE_DIFFERS',
  'INSPECTOR_UNPROVEN',
  'PHOTO_REPEATED',
]);
export type Contradiction = z.infer<typeof Contradiction>;

/** Against the rep, for the rep, about what is stored of the shop, or about the inspection itself. */
export const About = z.enum(['repAgainst', 'repFor', 'data', 'inspection']);
export type About = z.infer<typeof About>;

export const aboutOf: Record<Contradiction, About> = {
  NOT_SEEN: 'repAgainst',
  OTHER_PERSON: 'repAgainst',
  SHOP_GONE: 'repAgainst',
  SEEN_NOT_PRESSED: 'repFor',
  CONFIRMS_DOUBTED: 'repFor',
  PLACE_DIFFERS: 'data',
  INSPECTOR_UNPROVEN: 'inspection',
  PHOTO_REPEATED: 'inspection',
};

/** A visit that a rep pressed. */
export interface Claim {
  visitId: string;
  repId: string;
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
  stay: {
    distanceM: number | null;
    accuracyM: number | null;
    /** One standard error of the fix; null: none that is measured by satellites or WiFi. */
    sigmaM: number | null;
    dwellS: number | null;
  } | null;
  isPhotoRepeated: boolean;
}

/** Numbers are days and metres, for the sentence. */
export interface Found {
  code: Contradiction;
  numbers: Record<string, string | number>;
  /** The claims that it speaks of. */
  visitIds: string[];
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
  return [
    ...ofInspector(told),
    ...ofPlace(told),
    ...(told.outcome === 'met' ? ofVisits(claims, told) : ofShop(claims, told)),
  ];
}

const inWeekOf = (askedDay: string, { day }: Claim): boolean =>
  day <= askedDay && daysBetween(day, askedDay) < WEEK_DAYS;

function lastOf(claims: readonly Claim[]): string {
  return claims.reduce((last, { day }) => (day > last ? day : last), '');
}

const speaksOf = (claims: readonly Claim[]): string[] => claims.map(({ visitId }) => visitId);

function ofShop(claims: readonly Claim[], { outcome, askedDay }: Told): Found[] {
  const valid = claims.filter((claim) => claim.isValid && inWeekOf(askedDay, claim));
  if ((outcome !== 'closedDown' && outcome !== 'moved') || valid.length === 0) return [];
  return [{ code: 'SHOP_GONE', numbers: { claimed: lastOf(valid) }, visitIds: speaksOf(valid) }];
}

function ofVisits(claims: readonly Claim[], { answers, askedDay }: Told): Found[] {
  const found: Found[] = [];
  const add = (code: Contradiction, of: readonly Claim[], numbers: Found['numbers']): void =>
    void found.push({ code, numbers, visitIds: speaksOf(of) });
  const valid = claims.filter((claim) => claim.isValid && inWeekOf(askedDay, claim));
  const said = saidDay(answers, askedDay);
  if (said === 'notThisWeek' && valid.length > 0) add('NOT_SEEN', valid, { claimed: lastOf(valid), days: WEEK_DAYS });
  if (said === null || said === 'notThisWeek') return found;
  const later = valid.filter(({ day }) => day > said && !isNear(said, day, askedDay));
  if (later.length > 0) add('NOT_SEEN', later, { claimed: lastOf(later), said });
  const near = claims.filter(({ day }) => isNear(said, day, askedDay));
  const nearValid = near.filter(({ isValid }) => isValid);
  if (near.length === 0) add('SEEN_NOT_PRESSED', [], { said });
  else if (nearValid.length === 0) add('CONFIRMS_DOUBTED', near, { said, claimed: lastOf(near) });
  if (answers.lastVisitWho === 'other' && nearValid.length > 0)
    add('OTHER_PERSON', nearValid, { said, claimed: lastOf(nearValid) });
  return found;
}

/** A shop lies within so much of where it is stored, and a fix tells where to so much (one standard error). */
const SHOP_RADIUS_M = 100;
const SURE_SIGMA_M = 20;
/** Less likely than this, the inspector who met somebody did not stand at the stored place. */
const UNLIKELY = 0.01;

function ofPlace({ outcome, stay }: Told): Found[] {
  const { distanceM = null, sigmaM = null } = stay ?? {};
  if (outcome !== 'met' || distanceM === null || sigmaM === null || sigmaM > SURE_SIGMA_M) return [];
  if (withinProbability(distanceM, SHOP_RADIUS_M, sigmaM) >= UNLIKELY) return [];
  return [{ code: 'PLACE_DIFFERS', numbers: { metres: Math.round(distanceM) }, visitIds: [] }];
}

function ofInspector({ outcome, stay, isPhotoRepeated }: Told): Found[] {
  const found: Found[] = [];
  if (isPhotoRepeated) found.push({ code: 'PHOTO_REPEATED', numbers: {}, visitIds: [] });
  if (stay === null) return found;
  const { distanceM, accuracyM, dwellS } = stay;
  const isFar = distanceM !== null && distanceM > FAR_FROM_SHOP_M + Math.max(0, accuracyM ?? 0);
  const isShort = outcome === 'met' && dwellS !== null && dwellS < SHORT_S;
  if (isFar || isShort)
    found.push({
      code: 'INSPECTOR_UNPROVEN',
      numbers: { ...(isFar && { metres: Math.round(distanceM) }), ...(isShort && { seconds: Math.round(dwellS) }) },
      visitIds: [],
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
