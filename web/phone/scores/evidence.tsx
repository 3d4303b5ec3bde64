import { readLine, type Standing } from '../../../shared/scores.ts';
import { call } from '../../api.ts';
import { count, dayName, monthName } from '../../format.ts';
import { useAsked } from '../../ui/asked.ts';
import { Failure, Skeleton } from '../../ui/failure.tsx';
import { pointsText } from '../../ui/scoreFigures.ts';
import { scoreWords } from '../../ui/scoreWords.ts';
import { language } from '../../ui/words.ts';
import { standingWords } from './words.ts';
import s from '../phone.module.css';

/** Every fact that a line stands on, the newest first, and what the item was worth a month before. */
export function Evidence({ of, repId, itemKey }: { of: Standing; repId: string; itemKey: string }) {
  const l = language.value;
  const { unitId, month } = of;
  const asked = useAsked(`${unitId} ${month} ${itemKey}`, (signal) =>
    call(readLine, { query: { unitId, month, repId, itemKey }, signal }),
  );
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return <Skeleton rows={2} />;
  const { evidence, before } = asked.value;
  const rows = [...evidence].sort((one, other) => (other.day ?? '').localeCompare(one.day ?? ''));
  return (
    <div class={s.ownForm}>
      <h3>{`${standingWords.value.standing.why} ${count(rows.length, l)}`}</h3>
      {before !== null && <p class="quiet">{scoreWords.value.score.beforeWas(pointsText(before))}</p>}
      <ul class="plain-list">
        {rows.map(({ id, what, day, num, den, by }) => (
          <li key={id} class="row">
            <span class="grow">
              {what ?? id}
              {by !== null && <span class="item-more"> {by}</span>}
            </span>
            <span class="quiet">
              {[
                day === null ? '' : day.length === 7 ? monthName(day, l) : dayName(day, l),
                den === 0 ? count(num, l) : `${count(num, l)} / ${count(den, l)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
