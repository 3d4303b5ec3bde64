// Pure: what people said of a verdict, for the case on the desk and for the rep's own page.
import type { VisitDetail } from '../../shared/visits.ts';
import type { SpeechIn } from './print/speech.ts';
import type { CommonWords } from './words.ts';

/** Appeals and decisions in the order in which they were made, each with its title, time and words. */
export function reviewLines(
  visit: VisitDetail,
  { w }: SpeechIn<CommonWords>,
): { title: string; at: string; note: string; decisionNo: number | null }[] {
  const appeals = visit.appeals.map(({ repName, at, note }) => ({
    title: w.visits.appealOf(repName),
    at,
    note,
    decisionNo: null,
  }));
  const decisions = visit.decisions.map(({ decisionNo, deciderName, word, at, note }) => ({
    title: word === 'withdrawn' ? w.case.takenBack(deciderName) : w.visits.decidedBy(deciderName, w.state[word]),
    at,
    note,
    decisionNo,
  }));
  return [...appeals, ...decisions].sort((a, b) => (a.at < b.at ? -1 : 1));
}
