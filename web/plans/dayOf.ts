import { dayView, today } from '../ui/day.ts';
import type { PlannedDay } from '../ui/parts.ts';
import { me, unit, zone } from '../ui/me.ts';
import { filedNow } from '../ui/print/speech.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { daySheet } from './daySheet.ts';
import type { Sheet } from '../ui/print/html.ts';

/** The sheet of a rep's day, from the plan and what is known live of that day. */
export function daySheetOf({ repId, day, stops, lengthM, finishS, frame }: PlannedDay): Sheet {
  const view = dayView.value;
  const rep = view?.reps.get(repId);
  const visits = view?.day === day ? [...view.visits.values()].filter((visit) => visit.repId === repId) : [];
  const unitName = me.value?.units.find((one) => one.unitId === rep?.unitId)?.name ?? unit.value?.name ?? '';
  return daySheet(
    {
      repName: rep?.name ?? '',
      unitName,
      day,
      isOver: day < today.value,
      stops,
      visits,
      lengthM,
      finishS,
      start: frame?.start,
      end: frame?.end,
    },
    { w: words.value, l: language.value, zone: zone.value },
    filedNow(),
  );
}
