import { nowMs } from '../clock.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { me } from '../ui/me.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { saveFile } from '../ui/saveFile.ts';
import { language } from '../ui/words.ts';
import { offWord } from './grid.tsx';
import type { RepCalendarView } from './month.ts';
import { monthSheet } from './monthSheet.ts';
import { ruleSentence } from './ruleWords.ts';
import { icsOf, visitTable, type VisitOnFile } from './visitTable.ts';
import { words } from './words.ts';

/** The ways out of a rep's calendar: a table, a file for other calendars, a page. */
export function CalendarFiles({ view }: { view: RepCalendarView }) {
  const w = words.value;
  useSheet(() => sheetOf(view));
  const { repId, from } = view;
  const saveIcs = () => {
    const summary = (stops: number) => w.cal.icsTitle(stops, String(stops));
    const text = icsOf(repId, rowsOf(view), summary, new Date(nowMs()).toISOString());
    saveFile(`rounds-${view.month.value?.name ?? ''}.ics`, 'text/calendar', text);
  };
  return (
    <>
      <button type="button" class="link no-print" onClick={saveIcs}>
        ICS
      </button>
      <ExportMenu of={{ table: visitTable, rows: () => rowsOf(view), named: [view.month.value?.name, from.value] }} />
      <PrintButton />
    </>
  );
}

/** All visits that are shown or come later, each with its rule. */
function rowsOf(view: RepCalendarView): VisitOnFile[] {
  const repName = view.month.value?.name ?? '';
  return [...view.visits.value]
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.stopNo - b.stopNo))
    .flatMap(({ retailerId, day, stopNo, pinned }) => {
      const retailer = view.retailers.value.get(retailerId);
      if (!retailer) return [];
      const { code, name, address, grade, position, rule } = retailer;
      const said = rule ? ruleSentence(rule, words.value.cal, language.value) : '';
      return [{ day, no: stopNo, repName, code, name, address, grade, position, pinned, rule: said }];
    });
}

function sheetOf(view: RepCalendarView) {
  const month = view.month.peek();
  if (!month) return null;
  const [first, last] = [month.days[0]!.day, month.days.at(-1)!.day];
  const visits = rowsOf(view).filter(({ day }) => first <= day && day <= last);
  const unitName = me.value?.units.find((one) => one.unitId === month.unitId)?.name ?? '';
  const paper = { repName: month.name, unitName, days: month.days, visits, off: offWord };
  return monthSheet(paper, speechNow(words.value), filedNow());
}
