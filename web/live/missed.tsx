import { useHover } from '../ui/hover.ts';
import { select } from '../ui/navigate.ts';
import { StateMark } from '../ui/stateMark.tsx';
import { Folded, FOLDED } from './folded.tsx';
import { Section } from './list.tsx';
import type { MissedStop, RepRow } from './summary.ts';
import { words } from './words.ts';

/** Planned stops of a day that is over, which nobody made. */
export function Missed({ stops, everybody }: { stops: readonly MissedStop[]; everybody: readonly RepRow[] }) {
  const w = words.value;
  if (stops.length === 0) return null;
  const names = new Map(everybody.map(({ rep }) => [rep.repId, rep.name]));
  return (
    <Section title={w.state.missed} total={stops.length}>
      <Folded
        name="missed"
        most={FOLDED}
        items={stops.map((stop) => (
          <MissedItem key={`${stop.repId} ${stop.retailerId}`} stop={stop} repName={names.get(stop.repId) ?? ''} />
        ))}
      />
    </Section>
  );
}

function MissedItem({ stop, repName }: { stop: MissedStop; repName: string }) {
  const hover = useHover(stop.retailerId);
  return (
    <button type="button" data-item {...hover} onClick={() => select({ kind: 'retailer', id: stop.retailerId })}>
      <StateMark state="missed" />
      <span class="item-text">
        <span class="item-title">{stop.name}</span>
        <span class="item-more">{repName}</span>
      </span>
    </button>
  );
}
