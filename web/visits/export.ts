import type { VisitSummary } from '../../shared/visits.ts';
import { dateTime } from '../format.ts';
import { zone } from '../shell/me.ts';
import { saveCsv } from '../shell/saveCsv.ts';
import { language, words } from '../words/words.ts';
import { reasonWords } from './reasonWords.ts';

/** The listed visits as a table, in the language that is shown. */
export function saveVisits(visits: readonly VisitSummary[], day: string): void {
  const w = words.value;
  const at = (instant: string | null) => (instant === null ? '' : dateTime(instant, language.value, zone.value));
  saveCsv(`visits-${day}.csv`, [
    [w.visits.rep, w.visits.retailer, w.visits.started, w.visits.ended, `${w.visits.dwell} (s)`, w.visits.state, w.visits.why],
    ...visits.map((visit) => [visit.repName, visit.retailerName, at(visit.startedAt), at(visit.endedAt), visit.dwellS === null ? '' : String(Math.round(visit.dwellS)), w.state[visit.state], visit.reasons.map(reasonWords).join(' ')]),
  ]);
}
