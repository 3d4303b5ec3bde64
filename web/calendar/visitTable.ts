// Pure: a rep's calendar as a table and as a file for other calendars.
import type { LngLat } from '../../shared/geo.ts';
import { coordinate, day, yesNo, type Table } from '../../shared/tables/table.ts';

export interface VisitOnFile {
  day: string;
  no: number;
  repName: string;
  code: string;
  name: string;
  address: string | null;
  grade: string | null;
  position: LngLat;
  pinned: boolean;
  /** Its rule in words, in the language that is shown. */
  rule: string;
}

/** A row a visit, by day and in order. */
export const visitTable: Table<VisitOnFile> = {
  name: 'calendar',
  zh: '走访日历',
  en: 'Visit calendar',
  place: (row) => row.position,
  columns: [
    { key: 'day', zh: '日期', en: 'Day', of: (row) => day(row.day) },
    { key: 'no', zh: '顺序', en: 'Order', width: 8, of: (row) => row.no },
    { key: 'rep', zh: '客户经理', en: 'Representative', of: (row) => row.repName },
    { key: 'code', zh: '零售户编码', en: 'Retailer code', width: 16, of: (row) => row.code },
    { key: 'name', zh: '零售户', en: 'Retailer', width: 28, of: (row) => row.name },
    { key: 'address', zh: '地址', en: 'Address', width: 36, of: (row) => row.address },
    { key: 'grade', zh: '客户分类', en: 'Grade', width: 8, of: (row) => row.grade },
    { key: 'rule', zh: '走访规律', en: 'Rule', width: 24, of: (row) => row.rule },
    { key: 'pinned', zh: '固定日期', en: 'Pinned', of: (row, say) => yesNo(row.pinned, say) },
    ...coordinate<VisitOnFile>((row) => row.position),
  ],
};

/**
 * iCalendar (RFC 5545): an entry of the whole day for each day, with its retailers in order. `stamp`: when it was made, ISO UTC.
 * The same day of the same rep has the same UID, so that a file that is read again replaces what was.
 */
export function icsOf(
  repId: string,
  visits: readonly VisitOnFile[],
  summary: (stops: number) => string,
  stamp: string,
): string {
  const days = new Map<string, VisitOnFile[]>();
  for (const visit of visits) days.set(visit.day, [...(days.get(visit.day) ?? []), visit]);
  const entries = [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, all]) => [
      'BEGIN:VEVENT',
      `UID:${date}-${repId}@rounds`,
      `DTSTAMP:${basic(stamp.slice(0, 19))}Z`,
      `DTSTART;VALUE=DATE:${basic(date)}`,
      `DTEND;VALUE=DATE:${basic(dayAfter(date))}`,
      'TRANSP:TRANSPARENT',
      `SUMMARY:${escaped(summary(all.length))}`,
      `DESCRIPTION:${escaped(all.map(({ no, name, code }) => `${no}. ${name} ${code}`).join('\n'))}`,
      'END:VEVENT',
    ]);
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Rounds//Visit calendar//EN', ...entries, 'END:VCALENDAR'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const basic = (text: string): string => text.replace(/[-:]/g, '');

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
}

/** A line holds at most 75 octets; the next one goes on after a space. A character is never cut. */
function folded(line: string): string {
  let octets = 0;
  let text = '';
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (octets + size > 74) {
      text += '\r\n ';
      octets = 1;
    }
    text += sign;
    octets += size;
  }
  return text;
}
