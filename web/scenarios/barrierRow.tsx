import { useSignal, type Signal } from '@preact/signals';
import type { Barrier } from '../../shared/barriers.ts';
import { dateTime, metres } from '../format.ts';
import { planScene } from './map/scene.ts';
import { Icon } from '../ui/icons.tsx';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import barriersStyles from './barriers.module.css';

/** One barrier: whether it counts, its name, where it is, and what may be done with it. */
export function BarrierRow({ barrier }: { barrier: Barrier }) {
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const { barrierId, name } = barrier;
  const isOn = !room.barriers.isOff.value.has(barrierId);
  const typed = useSignal<string | null>(null);
  const wished = useSignal<boolean | null>(null); // what was clicked stands until the server has answered
  const turn = async (to: boolean) => {
    wished.value = to;
    await room.barriers.switchTo(barrierId, to);
    wished.value = null;
  };
  const light = (id: string) => (room.barriers.lit.value = id);
  return (
    <div
      class={`${barriersStyles.barrierRow} ${room.barriers.lit.value === barrierId ? 'is-lit' : ''}`}
      onMouseEnter={() => light(barrierId)}
      onMouseLeave={() => light('')}
    >
      <input
        type="checkbox"
        aria-label={w.isOn(name)}
        title={w.isOn(name)}
        checked={wished.value ?? isOn}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <BarrierName barrier={barrier} isOn={isOn} typed={typed} />
      <button
        type="button"
        class="tool"
        aria-label={w.show(name)}
        title={w.show(name)}
        onClick={() => (planScene.inSight.value = barrier.lines.flat())}
      >
        <Icon name="fit" size={16} />
      </button>
      <BarrierDeeds barrier={barrier} onRename={() => (typed.value = name)} />
    </div>
  );
}

/** Its name with what is known of it; or the field for a new one, while one is `typed`. */
function BarrierName({ barrier, isOn, typed }: { barrier: Barrier; isOn: boolean; typed: Signal<string | null> }) {
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const l = language.value;
  const { name, lengthM, changedBy, changedAt } = barrier;
  const rename = () => {
    const wished = typed.value?.trim();
    typed.value = null;
    if (wished && wished !== name) void room.barriers.change(barrier, { name: wished });
  };
  return typed.value === null ? (
    <span class="item-text">
      <span class="item-title">{name}</span>
      <span class="item-more">
        {[metres(lengthM, l), ...(isOn ? [] : [w.off]), w.changed(changedBy, dateTime(changedAt, l, zone.value))].join(
          ' · ',
        )}
      </span>
    </span>
  ) : (
    <input
      aria-label={w.nameOf(name)}
      maxLength={100}
      value={typed.value}
      ref={(field) => field?.focus()}
      onInput={(event) => (typed.value = event.currentTarget.value)}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename();
        if (event.key === 'Escape') typed.value = null;
      }}
    />
  );
}

function BarrierDeeds({ barrier, onRename }: { barrier: Barrier; onRename: () => void }) {
  const room = scenarioRoom.use();
  const w = words.value.barriers;
  const { barrierId, name } = barrier;
  return (
    <span class="row">
      <button
        type="button"
        class="link flush"
        aria-label={`${words.value.planning.rename}: ${name}`}
        onClick={onRename}
      >
        {words.value.planning.rename}
      </button>
      <button
        type="button"
        class="link flush"
        disabled={room.barriers.isBusy.value}
        aria-label={w.redrawOf(name)}
        onClick={() => room.barriers.beginLine(barrierId)}
      >
        {w.redraw}
      </button>
      <button
        type="button"
        class="link flush"
        disabled={room.barriers.isBusy.value}
        aria-label={w.removeOf(name)}
        onClick={() => void room.barriers.remove(barrier)}
      >
        {w.remove}
      </button>
    </span>
  );
}
