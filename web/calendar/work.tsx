import { DraftsResult } from '../../shared/calendarEdits.ts';
import { JobWork } from '../ui/jobWork.tsx';
import { calendarMaking } from './making.ts';
import { words } from './words.ts';

/** Drafting, and what came of it. */
export function CalendarWork() {
  const w = words.value.cal;
  // Where nobody has a draft, only why is said.
  const made = (n: number, shown: string): string => (n > 0 ? w.made(n, shown) : '');
  const said = { ...w, made, name: w.draftAll, underWay: w.drafting };
  return <JobWork of={calendarMaking.use()} result={DraftsResult} said={said} />;
}
