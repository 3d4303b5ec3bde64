// Pure: why a supervisor should look at a log.
import type { LogChange, LogSums } from '../../shared/logFacts.ts';
import type { InboxItem, LogException, LogReview } from '../../shared/logs.ts';

/** Doubt is a fault of phones and coordinates first: a few visits of a day are nothing, a third of it is a question. */
const UNDECIDED_VISITS = 3;
const UNDECIDED_SHARE = 1 / 3;

interface Seen {
  log: Pick<NonNullable<InboxItem['log']>, 'timeliness' | 'clock' | 'revisionNo'> & { reviews: readonly LogReview[] };
  sums: LogSums;
  stops: readonly { why: unknown }[];
  changes: readonly LogChange[];
}

export function exceptionsOf({ log, sums, stops, changes }: Seen): LogException[] {
  const undecided = sums.suspect + sums.unverifiable;
  const judged = undecided + sums.valid + sums.invalid;
  const all: [LogException, boolean][] = [
    ['returned', isReturned(log)],
    ['late', log.timeliness === 'late'],
    ['stops', stops.some(({ why }) => why === null)],
    ['undecided', undecided >= UNDECIDED_VISITS && undecided >= UNDECIDED_SHARE * judged],
    ['changed', changes.length > 0],
    ['clock', log.clock !== 'right'],
  ];
  return all.flatMap(([exception, is]) => (is ? [exception] : []));
}

/** Its last revision was returned: the next word is its author's. */
export function isReturned({ revisionNo, reviews }: Seen['log']): boolean {
  return reviews.some((review) => review.revisionNo === revisionNo && review.deed === 'return');
}
