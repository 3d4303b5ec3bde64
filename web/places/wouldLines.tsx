import type { Consequences } from '../../shared/placeProposals.ts';
import { count } from '../format.ts';
import { language, words as common } from '../ui/words.ts';
import { words } from './words.ts';

/** How many visits would be judged otherwise, and how. */
export function WouldLines({ of }: { of: Consequences }) {
  const w = words.value.propose;
  const states = common.value.state;
  const l = language.value;
  if (of.visits === 0) return <p class="quiet pad">{w.noVisits}</p>;
  return (
    <>
      <p class="pad">
        {w.would(of.visits, count(of.visits, l))}
        {of.judged < of.visits && ` ${w.wouldNewest(count(of.judged, l))}`}
      </p>
      <ul class="reasons">
        {of.changes.map(({ from, to, visits }) => (
          <li key={from + to}>
            {from === to ? w.stays(count(visits, l), states[to]) : w.change(count(visits, l), states[from], states[to])}
          </li>
        ))}
      </ul>
    </>
  );
}
