import { exportDraw, type InspectionPlan } from '../../shared/inspections.ts';
import { readDrawExport, redrawWith, type Difference } from '../../shared/redraw.ts';
import { sha256Text } from '../ui/sha256.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** The draw once more, computed by this page from frame and seed, before the reader's eyes. */
export function DrawnAgain({ plan: { planId, frames } }: { plan: InspectionPlan }) {
  const w = words.value.draw;
  const l = language.value;
  const asked = useAsked(`${planId} ${frames.length} ${frames.at(-1)?.drawnAt}`, async (signal) => {
    const given = readDrawExport(await call(exportDraw, { params: { planId }, signal }));
    if (!given) return null;
    return { differences: redrawWith(given, sha256Text), picks: given.frames.at(-1)?.picks.length ?? 0 };
  });
  const found = asked.value;
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!found) return <p role="status">{found === null ? words.value.redraw.unreadable : w.checking}</p>;
  if (found.differences.length === 0)
    return (
      <p role="status" class="good">
        {`✓ ${w.same(found.picks, count(found.picks, l))}`}
      </p>
    );
  return (
    <div role="alert" class="warn">
      <p>{w.differs}</p>
      <Differences of={found.differences} />
    </div>
  );
}

export function Differences({ of }: { of: readonly Difference[] }) {
  const w = words.value.redraw;
  return (
    <ul>
      {of.map(({ frameNo, code, what }, i) => (
        <li key={i}>
          {`${frameNo === null ? w.file : w.frame(count(frameNo, language.value))}${words.value.colon}${w.code[code](what)}`}
        </li>
      ))}
    </ul>
  );
}
