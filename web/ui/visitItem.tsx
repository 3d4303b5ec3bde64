import type { VisitSummary } from '../../shared/visits.ts';
import { needsLook } from '../../shared/review.ts';
import { firstDoubt } from '../../shared/verdicts.ts';
import { clock, dayName, duration } from '../format.ts';
import { StateMark } from './stateMark.tsx';
import { language } from './words.ts';
import { words } from './words.ts';
import { reasonWords } from './reasonWords.ts';
import { useHover } from './hover.ts';
import { zone } from './me.ts';
import { select, selection } from './navigate.ts';

/** A visit in a list: verdict, where, who, when, and why where it is doubted. Pointing at it lights its retailer on the map. */
export function VisitItem({ visit, hasDay = false }: { visit: VisitSummary; hasDay?: boolean }) {
  const hover = useHover(visit.retailerId);
  const w = words.value;
  const l = language.value;
  const why = needsLook(visit.state) ? firstDoubt(visit.reasons) : undefined;
  const isSelected = selection.value?.kind === 'visit' && selection.value.id === visit.visitId;
  return (
    <button
      type="button"
      {...hover}
      data-item
      aria-current={isSelected}
      onClick={() => select({ kind: 'visit', id: visit.visitId })}
    >
      <StateMark state={visit.state} />
      <span class="item-text">
        <span class="item-title">{visit.retailerName}</span>
        <span class="item-more">{[w.state[visit.state], visit.repName].join(' · ')}</span>
        {why !== undefined && <span class="item-more">{reasonWords(why)}</span>}
        {visit.appeal === 'open' && <span class="item-more warn">{w.appealed}</span>}
      </span>
      <span class="item-end">
        {hasDay && <span>{dayName(visit.day, l)}</span>}
        <span>{clock(visit.startedAt, l, zone.value)}</span>
        <span class="quiet">{visit.dwellS === null ? '' : duration(visit.dwellS, l)}</span>
      </span>
    </button>
  );
}
