import { count } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { groupsOf } from './groups.ts';
import { find } from './select.ts';
import s from './scenarios.module.css';

/** What the barriers do: groups that do not touch, and retailers that have no neighbour left. */
export function GroupsNote() {
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const l = language.value;
  const known = room.model.value!;
  if (!room.barriers.items.value?.some((one) => !room.barriers.isOff.value.has(one.barrierId))) return null;
  const { count: groups, outside, alone } = groupsOf(known);
  if (groups < 2) return null;
  const names = alone
    .slice(0, 5)
    .map((i) => room.units.value!.name[i]!)
    .join(', ');
  return (
    <div class={s.padAll} role="status">
      <p>
        {w.groups(count(groups, l), count(outside.length, l))}{' '}
        <button type="button" class="link flush" onClick={() => find(outside)}>
          {w.find}
        </button>
      </p>
      {alone.length > 0 && (
        <p class="warn">
          {w.alone(alone.length, count(alone.length, l))} {names}
          {alone.length > 5 && ' …'}{' '}
          <button type="button" class="link flush" onClick={() => find(alone)}>
            {w.find}
          </button>
        </p>
      )}
    </div>
  );
}
