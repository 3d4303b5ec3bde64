// Pure: some weeks of a rep on paper: a row a week, in each day's cell who is visited.
import type { RepDay } from '../../shared/calendars.ts';
import { count, dayName, dateTime, type Language } from '../format.ts';
import { e, facts, paperTable, sheetHead, type Sheet } from '../ui/print/html.ts';
import type { Filed } from '../ui/print/speech.ts';
import type { VisitOnFile } from './visitTable.ts';
import type { words } from './words.ts';

export interface MonthOnPaper {
  repName: string;
  unitName: string;
  days: readonly RepDay[];
  visits: readonly VisitOnFile[];
  /** Why nobody is visited on a day; null: it is worked. */
  off: (day: RepDay) => string | null;
}

interface Speech {
  w: typeof words.value;
  l: Language;
  zone: string | undefined;
}

export function monthSheet(month: MonthOnPaper, { w, l, zone }: Speech, filed: Filed): Sheet {
  const { days, visits } = month;
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  const title = `${month.repName} · ${dayName(first, l)} – ${dayName(last, l)}`;
  const weekday = (k: number) => w.cal.weekdays[(k + 1) as 1];
  const columns = [0, 1, 2, 3, 4, 5, 6].filter((k) => days.some((one, i) => i % 7 === k && (k < 5 || one.isWorked)));
  const cell = (day: RepDay): string => {
    const own = visits.filter((visit) => visit.day === day.day);
    const said = month.off(day) ?? own.map(({ name }) => name).join(w.comma);
    return `${Number(day.day.slice(8))}${own.length > 0 ? ` (${count(own.length, l)})` : ''} ${said}`;
  };
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, k) => days.slice(7 * k, 7 * k + 7));
  return {
    running: `${month.unitName} · ${title}`,
    html: [
      sheetHead(`${month.unitName} · ${w.cal.title}`, title, [w.case.printed(dateTime(filed.at, l, zone), filed.by)]),
      facts([[w.cal.count, count(visits.length, l)]]),
      paperTable(
        columns.map((k) => ({ head: weekday(k) })),
        weeks.map((week) => columns.map((k) => (week[k] ? cell(week[k]) : ''))),
      ),
      `<p class="paper-small">${e(w.cal.month)}</p>`,
    ].join('\n'),
  };
}
