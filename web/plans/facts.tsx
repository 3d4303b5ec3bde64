import { clockOf } from '../../shared/clock.ts';
import type { Fix, Lateness } from '../../shared/optimize.ts';
import type { DayPlan } from '../../shared/plans.ts';
import { count, duration, metres, percent, type Language } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { certificate } from './certificate.ts';
import { dueWords } from './dueWords.ts';
import { planEditing } from './edit.ts';
import s from './plans.module.css';

/** A difference with its sign; U+2212 is as wide as a figure. */
export function signed(value: number, show: (amount: number) => string): string {
  return `${value < 0 ? '−' : '+'}${show(Math.abs(value))}`;
}

/** Shorter than this nobody notices, and a difference of it is rounding. */
const NOTHING_M = 0.5;
const NOTHING_S = 0.5;

/** The change of a plan in kilometres and minutes. */
export function changeWords({ lengthM, travelS }: { lengthM: number; travelS: number }, l: Language): string {
  const w = words.value;
  if (Math.abs(lengthM) < NOTHING_M && Math.abs(travelS) < NOTHING_S) return w.plans.noChange;
  return w.plans.change(
    signed(lengthM, (m) => metres(m, l)),
    signed(travelS, (s) => duration(s, l)),
  );
}

/** How good the order is, as far as it is proved. */
export function qualityWords({ provedOptimal, gapAtMost, stops: all }: DayPlan, l: Language): string {
  return provedOptimal && all.some((stop) => stop.pinned)
    ? words.value.plans.provedPinned
    : certificate(provedOptimal, gapAtMost, l);
}

function travelWords({ travel }: DayPlan, l: Language): string | null {
  const w = words.value;
  if (!travel) return null;
  const factor = w.plans.byStraight(count(travel.detourFactor ?? 1, l));
  const how =
    travel.source === 'straight'
      ? factor
      : travel.straightShare > 0
        ? w.plans.partlyStraight(percent(travel.straightShare, l))
        : w.plans.byRoad;
  return travel.fallbackReason ? `${how} (${w.plans.roadsAway})` : how;
}

/** The plan in figures, and what the draft changes of them. */
export function Facts() {
  const editing = planEditing.use();
  const w = words.value;
  const l = language.value;
  const plan = editing.planShown.value!;
  const delta = editing.change.value;
  return (
    <section class="section">
      <dl class={s.planFigures}>
        <div>
          <dt>{w.plans.km}</dt>
          <dd>{metres(plan.lengthM, l)}</dd>
        </div>
        <div>
          <dt>{w.plans.travel}</dt>
          <dd>{duration(plan.travelS, l)}</dd>
        </div>
        <div>
          <dt>{w.plans.finish}</dt>
          <dd>{editing.stops.value.length === 0 ? '–' : clockOf(plan.finishS)}</dd>
        </div>
        <div class="is-wide">
          <dt>{w.plans.quality}</dt>
          <dd data-quality>{editing.stops.value.length < 2 ? '–' : qualityWords(plan, l)}</dd>
        </div>
      </dl>
      <p class={`quiet ${s.planRoads}`}>{travelWords(plan, l)}</p>
      <p class={editing.isDirty.value ? `${s.planChange} is-on` : s.planChange} role="status" data-change>
        {editing.isDirty.value ? `${w.plans.unsaved} · ${delta ? changeWords(delta, l) : '…'}` : ''}
      </p>
    </section>
  );
}

/** Who is late, and each single change that would mend it; then what does not fit. */
export function LateList({ isOpen }: { isOpen: boolean }) {
  const editing = planEditing.use();
  const w = words.value;
  const l = language.value;
  const plan = editing.planShown.value!;
  const names = new Map(editing.stops.value.map((stop) => [stop.retailerId, stop.name]));
  const name = (id: string | null) => (id === null ? '' : (names.get(id) ?? ''));
  if (plan.late.length === 0 && plan.unserved.length === 0) return null;
  return (
    <section class="section">
      {plan.late.length > 0 && <h2>{w.plans.lateTitle}</h2>}
      {plan.late.map((late) => (
        <div key={late.what + (late.stop ?? '')} class="inset">
          <p class="warn">{lateWords(late, name, l)}</p>
          <ul class="reasons">
            {late.fixes.map((fix) => (
              <li key={JSON.stringify(fix)}>{fixWords(fix, name, l)}</li>
            ))}
          </ul>
        </div>
      ))}
      {plan.unserved.length > 0 && (
        <p class="quiet pad">
          {w.plans.unserved(plan.unserved.length, count(plan.unserved.length, l))}{' '}
          {isOpen && (
            <button type="button" class="link" onClick={() => (editing.tab.value = 'due')}>
              {dueWords.value.show}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

function lateWords({ what, stop, lateS }: Lateness, name: (id: string | null) => string, l: Language): string {
  const w = words.value;
  const time = duration(lateS, l);
  return what === 'stop'
    ? w.plans.lateStop(name(stop), time)
    : what === 'end'
      ? w.plans.lateEnd(time)
      : w.plans.lateLunch(time);
}

function fixWords(fix: Fix, name: (id: string) => string, l: Language): string {
  const { fix: says } = words.value.plans;
  switch (fix.kind) {
    case 'closeLater':
      return says.closeLater(name(fix.stop), duration(fix.byS, l));
    case 'moveToAnotherDay':
      return says.moveToAnotherDay(name(fix.stop));
    case 'unpin':
      return says.unpin(name(fix.stop));
    default:
      return says[fix.kind](duration(fix.byS, l));
  }
}
