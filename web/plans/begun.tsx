import { readPlanHistory, type LaterChange, type PlanAsBegun } from '../../shared/planHistory.ts';
import { call } from '../api.ts';
import { clock, count, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { planEditing } from './edit.ts';
import { signed } from './facts.tsx';
import { words } from './words.ts';

/** The plan as it stood when the day began, and who changed what since; nothing before the day begins. */
export function Begun({ repId, day }: { repId: string; day: string }) {
  const editing = planEditing.use();
  const w = words.value.plans;
  const asked = useAsked(`${repId} ${day} ${editing.edit.value?.stored.revision}`, (signal) =>
    call(readPlanHistory, { params: { repId, day }, signal }),
  );
  const begun = asked.value?.begun;
  if (!begun) return null;
  const changes = asked.value!.changes;
  return (
    <section class="section" data-begun>
      <h2>{w.begunTitle}</h2>
      <BegunFacts begun={begun} />
      {changes.length === 0 && <p class="quiet pad">{w.unchangedSince}</p>}
      {changes.length > 0 && (
        <ol class="reasons">
          {changes.map((change, k) => (
            <li key={change.at}>
              <ChangeLine change={change} before={changes[k - 1] ?? begun} wasLocked={changes[k - 1]?.locked} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function BegunFacts({ begun }: { begun: PlanAsBegun }) {
  const w = words.value;
  const l = language.value;
  return (
    <p class="quiet pad">
      {w.plans.begunWhy[begun.why](clock(begun.at, l, zone.value))}
      {` · ${w.plans.stops(begun.stops.length, count(begun.stops.length, l))} · ${metres(begun.lengthM, l)}`}
    </p>
  );
}

interface ChangeLineProps {
  change: LaterChange;
  before: { lengthM: number };
  wasLocked: boolean | undefined;
}

function ChangeLine({ change, before, wasLocked }: ChangeLineProps) {
  const w = words.value;
  const l = language.value;
  const named = (stops: LaterChange['added']) => stops.map(({ name }) => name).join(w.comma);
  const lengthM = change.lengthM - before.lengthM;
  const said = [
    change.added.length > 0 && w.plans.addedStops(named(change.added)),
    change.removed.length > 0 && w.plans.removedStops(named(change.removed)),
    change.isReordered && w.plans.reordered,
    change.locked && wasLocked !== true && w.plans.wasLocked,
    Math.abs(lengthM) >= 1 && signed(lengthM, (m) => metres(m, l)),
  ].filter((part) => part !== false);
  return (
    <>
      {`${clock(change.at, l, zone.value)} ${change.by}${w.colon}`}
      {said.length > 0 ? said.join(w.comma) : w.plans.remade}
    </>
  );
}
