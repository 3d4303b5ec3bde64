import { useSignal } from '@preact/signals';
import { listPeople, type Role } from '../../shared/people.ts';
import { call } from '../api.ts';
import { useAsked } from '../ui/asked.ts';
import { words } from './words.ts';

interface InspectorChoiceProps {
  label: string;
  /** Who has it; null: nobody. */
  chosen: string | null;
  isBusy: boolean;
  onChoose: (personId: string) => void;
  roles?: readonly Role[];
  /** What stands there while nobody is chosen. */
  nobody?: string;
}

const inspectors: readonly Role[] = ['auditor', 'supervisor'];

/** Who may inspect: auditors and supervisors of the scope. Whether somebody leads the rep whose claim is tested, the server says. */
export function InspectorChoice({
  label,
  chosen,
  isBusy,
  onChoose,
  roles = inspectors,
  nobody = words.value.spot.nobody,
}: InspectorChoiceProps) {
  const w = words.value;
  const picked = useSignal(chosen ?? '');
  const asked = useAsked(roles.join(), async (signal) => {
    const lists = await Promise.all(roles.map((role) => call(listPeople, { query: { role, limit: 200 }, signal })));
    return lists.flatMap(({ items }) => items).filter(({ isActive }) => isActive);
  });
  return (
    <label class="field">
      {label}
      <select
        value={picked.value}
        disabled={isBusy || !asked.value}
        onChange={(event) => {
          picked.value = event.currentTarget.value;
          if (picked.value !== '') onChoose(picked.value);
        }}
      >
        <option value="">{nobody}</option>
        {asked.value?.map(({ personId, name, role }) => (
          <option key={personId} value={personId}>
            {`${name} · ${w.role[role]}`}
          </option>
        ))}
      </select>
    </label>
  );
}
