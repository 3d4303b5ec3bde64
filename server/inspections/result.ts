// Pure: what a sample proves, from its cases as they stand.
import { addedBounds, finiteBounds, shareBounds, type Bounds, type Sample } from '../../shared/bounds.ts';
import {
  aboutOf,
  contradictionsIn,
  wordOn,
  type About,
  type Claim,
  type Found,
  type Told,
} from '../../shared/contradictions.ts';
import type { AnswersOf, InspectionResult, Proved } from '../../shared/inspectionResults.ts';
import type { Counts } from '../../shared/inspections.ts';
import { own } from '../../shared/own.ts';
import type { Answers, Question, Questionnaire } from '../../shared/questions.ts';
import { reach } from '../../shared/reach.ts';
import type { SettlementWord } from '../../shared/settlements.ts';

export interface CaseAsFound {
  caseId: string;
  code: string;
  name: string;
  isDrawn: boolean;
  stratum: string;
  /** The visit that is tested. */
  visitId: string | null;
  isRemoved: boolean;
  /** Visits of the retailer on the days asked about and since. */
  claims: readonly Claim[];
  /** Null: nothing is filed. */
  told: Told | null;
  /** What of its contradictions was put to somebody, as it stood then, and how it was settled. */
  raised: readonly (Found & { settlement: { word: SettlementWord | null } | null })[];
}

export interface Sampled {
  counts: Counts;
  byStratum: boolean;
  /** How many items the frame has in each stratum. */
  strata: ReadonlyMap<string, number>;
  cases: readonly CaseAsFound[];
  questionnaire: Questionnaire | null;
}

export function resultOf({ strata, cases, byStratum, counts, questionnaire }: Sampled): InspectionResult {
  const drawn = cases.filter(({ isDrawn }) => isDrawn);
  const filed = drawn.flatMap(({ told, isRemoved }) => (told && !isRemoved ? [told] : []));
  const parts = [...strata].map(([stratum, of]) => ({
    stratum,
    ...sampleOf(
      of,
      drawn.filter((one) => one.stratum === stratum),
      counts,
    ),
  }));
  const all = sampleOf(
    [...strata.values()].reduce((sum, n) => sum + n, 0),
    drawn,
    counts,
  );
  const isAdded = byStratum && parts.length > 1;
  const judge = judgeByInspector(drawn);
  return {
    whole: proved(all, (of) => (isAdded ? addedBounds(parts.map(of)) : finiteBounds(of(all)))),
    strata: isAdded
      ? parts.map((one) => ({ stratum: one.stratum, ...proved(one, (of) => finiteBounds(of(one))) }))
      : [],
    filed: filed.length,
    withoutPosition: filed.filter(({ stay }) => stay === null).length,
    outcomes: tally(filed.map(({ outcome }) => outcome)).map(({ value, n }) => ({ outcome: value, n })),
    judge,
    errors: {
      validNotSeen: shareOf(judge.valid.notSeen, judge.valid.seen),
      doubtedSeen: shareOf(judge.doubted.seen, judge.doubted.notSeen),
    },
    contradictions: cases.flatMap((one) => {
      const { caseId, code, name } = one;
      return asksOf(one).map(({ code: what, about, numbers, word }) => ({
        caseId,
        code,
        name,
        what,
        about,
        numbers,
        word,
      }));
    }),
    answers: questionnaire ? questionnaire.questions.flatMap((one) => answersTo(one, filed)) : [],
    points: questionnaire ? pointsOf(questionnaire, filed) : null,
  };
}

type Counted = Pick<Proved, 'of' | 'drawn' | 'upheld' | 'open' | 'unknown'>;

/** The upper bound counts everything in doubt as false; the lower one what a person upheld. */
function proved(one: Counted, bounds: (as: (one: Counted) => Sample) => Bounds): Proved {
  const { atMost, atLeast } = bounds(({ of, drawn, upheld, open, unknown }) => ({
    of,
    drawn,
    false: upheld,
    unknown: open + unknown,
  }));
  const { of, drawn, upheld, open, unknown } = one;
  return { of, drawn, upheld, open, unknown, atMost, atLeast };
}

function sampleOf(of: number, cases: readonly CaseAsFound[], counts: Counts): Counted {
  const words = cases.map((one) => standing(one, counts));
  const n = (word: ReturnType<typeof standing>) => words.filter((one) => one === word).length;
  return { of, drawn: cases.length, upheld: n('upheld'), open: n('open'), unknown: n('unknown') };
}

type Ask = Found & { about: About; word: SettlementWord | null };

/** Every contradiction of what counts of a case: what was put to somebody as it stood then, whatever was judged since; and the others. */
export function asksOf({ claims, told, isRemoved, raised }: CaseAsFound): Ask[] {
  if (told === null || isRemoved) return [];
  const put = raised.map(({ settlement, ...one }) => ({ ...one, word: settlement?.word ?? null }));
  const found = contradictionsIn(claims, told).filter(({ code }) => !put.some((one) => one.code === code));
  return [...put, ...found.map((one) => ({ ...one, word: null }))].map(({ code: what, numbers, visitIds, word }) => ({
    code: what,
    about: aboutOf[what],
    numbers,
    visitIds,
    word,
  }));
}

/** Only a person clears an inspector who was not seen to be there, or whose photo stands elsewhere too. */
function isProven(asks: readonly Ask[]): boolean {
  return asks.every(({ about, word }) => about !== 'inspection' || word === 'notUpheld');
}

/** Whether what was claimed holds. Who inspected without being there, and who was told nothing, knows nothing. */
export function standing(one: CaseAsFound, counts: Counts): 'holds' | 'upheld' | 'open' | 'unknown' {
  const { told, claims, visitId } = one;
  if (told === null || one.isRemoved) return 'unknown';
  const asks = asksOf(one);
  if (!isProven(asks)) return 'unknown';
  const against = asks.filter(
    ({ about, visitIds }) => about === 'repAgainst' && (counts === 'retailers' || visitIds.includes(visitId ?? '')),
  );
  if (against.some(({ word }) => word === 'upheld')) return 'upheld';
  if (against.some(({ word }) => word === null)) return 'open';
  if (against.length > 0) return against.every(({ word }) => word === 'notUpheld') ? 'holds' : 'unknown';
  const tested =
    counts === 'visits'
      ? claims.find((claim) => claim.visitId === visitId)
      : claims.filter(({ isValid }) => isValid).sort((a, b) => (a.day < b.day ? 1 : -1))[0];
  // a retailer for whom nothing valid was claimed cannot have been claimed falsely
  if (!tested) return counts === 'retailers' && told.outcome === 'met' ? 'holds' : 'unknown';
  return wordOn(tested, told) === 'seen' ? 'holds' : 'unknown';
}

function judgeByInspector(cases: readonly CaseAsFound[]): InspectionResult['judge'] {
  const empty = () => ({ seen: 0, notSeen: 0, unknown: 0 });
  const judge = { valid: empty(), doubted: empty() };
  for (const one of cases)
    if (one.told && !one.isRemoved)
      for (const claim of one.claims) judge[claim.isValid ? 'valid' : 'doubted'][settledWord(claim, one, one.told)]++;
  return judge;
}

/** What is known of one claim: where the shop agrees with the judge, its word; where it does not, what a person settled. */
function settledWord(claim: Claim, one: CaseAsFound, told: Told): 'seen' | 'notSeen' | 'unknown' {
  const asks = asksOf(one);
  if (!isProven(asks)) return 'unknown';
  const [agrees, differs] = claim.isValid ? (['seen', 'notSeen'] as const) : (['notSeen', 'seen'] as const);
  const own = asks.filter(
    ({ about, visitIds }) => about === (claim.isValid ? 'repAgainst' : 'repFor') && visitIds.includes(claim.visitId),
  );
  if (own.some(({ word }) => word === 'upheld')) return differs;
  if (own.length > 0) return own.every(({ word }) => word === 'notUpheld') ? agrees : 'unknown';
  return wordOn(claim, told) === agrees ? agrees : 'unknown';
}

function shareOf(x: number, others: number): { low: number; high: number } | null {
  return x + others === 0 ? null : shareBounds(x + others, x);
}

function tally<T extends string>(values: readonly T[]): { value: T; n: number }[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, n]) => ({ value, n }));
}

/** How often each answer was given; texts, photos, days and tables are not counted. */
function answersTo({ key, kind }: Question, filed: readonly Told[]): AnswersOf[] {
  if (kind === 'note' || kind === 'text' || kind === 'photo' || kind === 'day' || kind === 'table') return [];
  const given = filed.map(({ answers }) => own(answers, key)).filter((answer) => answer !== undefined);
  const known = given.filter((answer) => answer !== null);
  const numbers = known.filter((answer): answer is number => typeof answer === 'number');
  const said = known.flatMap((answer) => (Array.isArray(answer) ? answer : [answer])).map(String);
  return [
    {
      key,
      answered: known.length,
      notApplicable: given.length - known.length,
      values: kind === 'number' ? [] : tally(said),
      mean: numbers.length > 0 ? numbers.reduce((sum, n) => sum + n, 0) / numbers.length : null,
    },
  ];
}

function pointsOf(questionnaire: Questionnaire, filed: readonly Told[]): number | null {
  const shares = filed.flatMap(({ outcome, answers }) => {
    const { points, most } = reach(questionnaire, answers as Answers);
    return outcome === 'met' && most > 0 ? [points / most] : [];
  });
  return shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : null;
}
