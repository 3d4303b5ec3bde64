import type { VisitSummary } from '../../shared/visits.ts';
import { clock, duration } from '../format.ts';
import { StateMark } from './stateMark.tsx';
import { language } from './words.ts';
import { words } from './words.ts';
import { useHover } from './hover.ts';
import { zone } from './me.ts';
import { select, selection } from './navigate.ts';

/** A visit in a list: verdict, where, who, when. Pointing at it lights its retailer on the map. */
export function VisitItem({ visit }: { visit: VisitSummary }) {
  const hover = useHover(visit.retailerId);
  const w = words.value;
  const l = language.value;
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
      </span>
      <span class="item-end">
        <span>{clock(visit.startedAt, l, zone.value)}</span>
        <span class="quiet">{visit.dwellS === null ? '' : duration(visit.dwellS, l)}</span>
      </span>
    </button>
  );
}
