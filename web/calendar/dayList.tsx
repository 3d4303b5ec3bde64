import type { CalendarVisit } from '../../shared/calendars.ts';
import { count, dayName } from '../format.ts';
import { day as shownDay, today } from '../ui/day.ts';
import { useHover } from '../ui/hover.ts';
import { Icon } from '../ui/icons.tsx';
import { may } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { DRAGGED, offWord } from './grid.tsx';
import { repCalendarView } from './month.ts';
import { MoveBox } from './moveBox.tsx';
import { ruleSentence } from './ruleWords.ts';
import { words } from './words.ts';
import s from './calendar.module.css';

/** Who is visited on the day that is looked at, in order, each with its rule. */
export function DayList() {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const l = language.value;
  const day = shownDay.value;
  const visits = view.visits.value.filter((one) => one.day === day).sort((a, b) => a.stopNo - b.stopNo);
  const repDay = view.month.value?.days.find((one) => one.day === day);
  const { draft = null } = view.month.value ?? {};
  const isEditable = may('plans.make') && draft !== null && day >= draft.fromDay && day <= draft.toDay;
  return (
    <section>
      <h2 class={s.calDayTitle}>{w.dayTitle(dayName(day, l), visits.length, count(visits.length, l))}</h2>
      {visits.length === 0 && <p class="quiet pad">{(repDay && offWord(repDay)) ?? w.noStops}</p>}
      {visits.length > 0 && isEditable && <p class="quiet pad">{w.moveHint}</p>}
      <ol class={s.calVisits}>
        {visits.map((visit) => (
          <VisitRow key={visit.retailerId} visit={visit} isEditable={isEditable} />
        ))}
      </ol>
    </section>
  );
}

function VisitRow({ visit, isEditable }: { visit: CalendarVisit; isEditable: boolean }) {
  const view = repCalendarView.use();
  const w = words.value.cal;
  const hover = useHover(visit.retailerId);
  const retailer = view.retailers.value.get(visit.retailerId);
  const isPicked = view.picked.value?.retailerId === visit.retailerId && view.picked.value.day === visit.day;
  const isVisited =
    visit.day <= today.value &&
    view.month.value?.made.some((one) => one.retailerId === visit.retailerId && one.day === visit.day);
  const marks = [
    ...(visit.pinned ? [w.pinnedMark] : []),
    ...(visit.why === 'moved' ? [w.movedMark] : visit.why === 'byHand' ? [w.byHandMark] : []),
    ...(isVisited ? [w.visited] : []),
  ];
  const name = retailer?.name ?? '';
  return (
    <li
      {...hover}
      class={s.calVisit}
      draggable={isEditable}
      onDragStart={(event) => event.dataTransfer?.setData(DRAGGED, `${visit.retailerId} ${visit.day}`)}
    >
      <span class={s.calVisitText}>
        <span class="item-title">{name}</span>
        <span class="item-more">
          {[retailer?.rule ? ruleSentence(retailer.rule, w, language.value) : '', ...marks].filter(Boolean).join(' · ')}
        </span>
      </span>
      {isEditable && (
        <span class={s.calVisitTools}>
          <button
            type="button"
            class="tool"
            aria-pressed={visit.pinned}
            aria-label={`${visit.pinned ? w.unpin : w.pin}: ${name}`}
            title={visit.pinned ? w.unpin : w.pin}
            onClick={() => void view.move(visit, visit.day, !visit.pinned, visit.pinned ? w.unpin : w.pin)}
          >
            <Icon name={visit.pinned ? 'lock' : 'pin'} size={16} />
          </button>
          <button
            type="button"
            aria-expanded={isPicked}
            aria-label={`${w.moveTo} ${name}`}
            onClick={() => view.pick(isPicked ? null : visit)}
          >
            {w.moveTo}
          </button>
        </span>
      )}
      {isPicked && <MoveBox visit={visit} name={name} />}
    </li>
  );
}
