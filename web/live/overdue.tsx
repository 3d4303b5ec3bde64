import { listRemedies } from '../../shared/remedies.ts';
import { call } from '../api.ts';
import { dayName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { part, select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { Folded, FOLDED } from './folded.tsx';
import { Section } from './list.tsx';
import { words } from './words.ts';

/** What was to be mended by a day that is over. */
export function Overdue() {
  const w = words.value.live;
  const unitId = part.unitId.value;
  const asked = useAsked(`overdue ${unitId}`, (signal) =>
    call(listRemedies, { query: { state: 'overdue', unitId }, signal }),
  );
  const all = asked.value?.items ?? [];
  if (all.length === 0) return null;
  return (
    <Section title={w.overdue} total={all.length}>
      <Folded
        name="overdue"
        most={FOLDED}
        items={all.map(({ remedyId, caseId, name, what, assigneeName, dueDay }) => (
          <button
            key={remedyId}
            type="button"
            class="item"
            data-item
            onClick={() => select({ kind: 'case', id: caseId })}
          >
            <span class="item-text">
              <span class="item-title">{name}</span>
              <span class="item-more">{what}</span>
              <span class="item-more warn">{`${w.wasDue(dayName(dueDay, language.value))} · ${assigneeName}`}</span>
            </span>
          </button>
        ))}
      />
    </Section>
  );
}
