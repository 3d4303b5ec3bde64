import type { ComponentChildren } from 'preact';
import { clock, count, duration } from '../format.ts';
import { isToday } from '../ui/day.ts';
import { zone } from '../ui/me.ts';
import { useHover } from '../ui/hover.ts';
import { select, selection } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import type { RepRow } from './summary.ts';
import s from './live.module.css';

/** A heading with its count, and what is below it. */
export function Section({
  title,
  total,
  more,
  children,
}: {
  title: string;
  total: number;
  more?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <h2 class={more ? 'panel-bar' : ''}>
        <span>
          {title} <span class="number">{count(total, language.value)}</span>
        </span>
        {more && <span class="spread" />}
        {more}
      </h2>
      {children}
    </section>
  );
}

/** A rep in a list: how far with the day, where now, when heard. */
export function RepItem({ row }: { row: RepRow }) {
  const w = words.value;
  const l = language.value;
  const { rep, plan, made, extra, open, ageMin, isLate } = row;
  const hover = useHover(rep.repId);
  const stops = plan?.stops.length ?? 0;
  const isSelected = selection.value?.kind === 'rep' && selection.value.id === rep.repId;
  return (
    <button
      type="button"
      {...hover}
      data-item
      aria-current={isSelected}
      onClick={() => select({ kind: 'rep', id: rep.repId })}
    >
      <span class={`rep-badge ${isLate ? 'is-late' : ageMin === null ? 'is-silent' : ''}`} aria-hidden="true" />
      <span class="item-text">
        <span class="item-title">{rep.name}</span>
        <span class={isLate ? 'item-more warn' : 'item-more'}>
          {open ? w.live.inVisit(open.retailerName) : heardWords(row)}
        </span>
      </span>
      <span class="item-end">
        <span>
          {stops > 0 && w.live.progress(count(made, l), count(stops, l))}
          {extra.length > 0 && <span title={w.rep.unplanned}> +{count(extra.length, l)}</span>}
        </span>
        {stops > 0 && <Bar share={made / stops} />}
      </span>
    </button>
  );
}

/** When a rep was last heard, in words; of another day than today, from when to when they visited. */
export function heardWords({ ageMin, isLate, wrongClockAt, visits }: RepRow): string {
  const w = words.value;
  if (!isToday.value) return visits.length === 0 ? w.live.noVisitsOf : visitedSpan(visits);
  if (wrongClockAt !== null) return w.live.wrongClock(wrongClockAt.slice(0, 10));
  if (ageMin === null) return w.live.never;
  if (ageMin < 1) return w.live.justNow;
  const ago = duration(ageMin * 60, language.value);
  return isLate ? w.live.late(ago) : w.live.heard(ago);
}

/** @param visits the latest first */
function visitedSpan(visits: RepRow['visits']): string {
  const at = (instant: string) => clock(instant, language.value, zone.value);
  return words.value.live.visitedFrom(at(visits.at(-1)!.startedAt), at(visits[0]!.endedAt ?? visits[0]!.startedAt));
}

function Bar({ share }: { share: number }) {
  return (
    <span class={s.bar} aria-hidden="true">
      <span class={s.barFill} style={{ width: `${Math.round(share * 100)}%` }} />
    </span>
  );
}
