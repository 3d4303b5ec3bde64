import type { StoredMiss } from '../../shared/calendars.ts';
import { count, dayName } from '../format.ts';
import { language } from '../ui/words.ts';
import { repCalendarView } from './month.ts';
import { cureSentence } from './ruleWords.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** What is not as usual, as one sentence, before anything else. */
export function exceptionSentence(): string {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const now = view.month.value;
  if (!now) return '';
  const shown = now.draft ?? now.published.at(-1);
  const moved = view.visits.value.filter(({ why }) => why === 'moved').length;
  const over = [...view.loads.value.values()].filter(({ workMin, holdsMin }) => workMin > holdsMin + 0.5).length;
  const parts: [number, (n: number, shown: string) => string][] = [
    [shown?.misses.length ?? 0, w.misses],
    [now.owed.length, w.owed],
    [moved, w.moved],
    [over, w.over],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, sentence]) => sentence(n, count(n, l)));
  return said.length === 0 ? w.allWell : said.join(l === 'zh' ? '；' : '; ');
}

/** What cannot be made and what is owed, each with its reason and what would mend it. */
export function Exceptions() {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const now = view.month.value;
  const misses = (now?.draft ?? now?.published.at(-1))?.misses ?? [];
  return (
    <>
      {misses.length > 0 && (
        <details class={s.calSection} open={misses.length < 6}>
          <summary>{`${w.missTitle} (${count(misses.length, l)})`}</summary>
          <ul>
            {misses.map((miss) => (
              <Miss key={`${miss.retailerId} ${miss.day}`} miss={miss} />
            ))}
          </ul>
        </details>
      )}
      {now && now.owed.length > 0 && (
        <details class={s.calSection} open={now.owed.length < 6}>
          <summary>{`${w.owedTitle} (${count(now.owed.length, l)})`}</summary>
          <ul>
            {now.owed.map(({ retailerId, name, day, untilDay }) => (
              <li key={retailerId}>
                <span class="item-title">{name}</span>
                <span class="item-more">{w.owedUntil(dayName(day, l), dayName(untilDay, l))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Miss({ miss: { retailerId, day, reason, cure } }: { miss: StoredMiss }) {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const said = [
    day === null ? w.reason[reason] : `${dayName(day, l)}: ${w.reason[reason]}`,
    ...(cure ? [cureSentence(cure, w, l)] : []),
  ];
  return (
    <li>
      <span class="item-title">{view.retailers.value.get(retailerId)?.name}</span>
      <span class="item-more">{said.join(l === 'zh' ? '。' : '. ')}</span>
    </li>
  );
}
