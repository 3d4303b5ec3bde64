import type { LngLat } from '../../shared/geo.ts';
import { dayView } from '../live/connect.ts';
import { today } from '../live/day.ts';
import { me, unit, zone } from '../ui/me.ts';
import { filedNow } from '../ui/print/speech.ts';
import { language, words } from '../words/words.ts';
import { daySheet, type DayOnPaper } from './daySheet.ts';
import type { Sheet } from '../ui/print/html.ts';

interface DayKnown extends Pick<DayOnPaper, 'day' | 'stops' | 'lengthM'> {
  repId: string;
  finishS?: number;
  frame?: { start: LngLat | null; end: LngLat | null };
}

/** The sheet of a rep's day, from the plan and what is known live of that day. */
export function daySheetOf({ repId, day, stops, lengthM, finishS, frame }: DayKnown): Sheet {
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
