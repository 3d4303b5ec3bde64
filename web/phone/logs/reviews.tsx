import type { WorkLog } from '../../../shared/logs.ts';
import { dateTime } from '../../format.ts';
import { logWords } from '../../ui/logWords.ts';
import { language } from '../../ui/words.ts';
import { repZone } from '../day.ts';
import { writeWords } from './words.ts';
import c from './writing.module.css';

/** Who read it and when, and what was said. */
export function Reviews({ log }: { log: Pick<WorkLog, 'reviews' | 'revisionNo'> }) {
  const w = logWords.value.log;
  const l = language.value;
  if (log.reviews.length === 0) return <p class="item-more">{writeWords.value.write.notRead}</p>;
  return (
    <ul class={c.logReviews}>
      {log.reviews.map(({ reviewId, deed, line, note, reviewerName, reviewedAt }) => {
        const at = dateTime(reviewedAt, l, repZone.value);
        if (deed === 'read')
          return (
            <li key={reviewId} class="quiet">
              {w.read(reviewerName, at)}
            </li>
          );
        const about = line === null ? '' : ` · ${line === 'stops' ? w.stops : w.text[line]}`;
        return (
          <li key={reviewId} class={deed === 'return' ? 'warn' : ''}>
            <span class="item-more">{`${w[deed](reviewerName)}${about} · ${at}`}</span>
            <span class={c.logNote}>{note}</span>
          </li>
        );
      })}
    </ul>
  );
}
