import type { SentReason } from '../../shared/errors.ts';
import { Role } from '../../shared/people.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import { Icon } from '../ui/icons.tsx';
import { UnitOptions } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import s from './people.module.css';
import { words } from './words.ts';

/** Somebody to be added, as they are typed or read. */
export interface Row {
  name: string;
  login: string;
  role: Role;
  unitId: string;
  phone: string;
  /** What the file says of them and cannot be used. */
  note: SentReason | null;
}

interface Props {
  row: Row;
  onChange: (change: Partial<Row>) => void;
  /** Null: the only one stays. */
  onRemove: (() => void) | null;
}

export function PersonRowFields({ row, onChange, onRemove }: Props) {
  const w = words.value;
  const field = (name: 'name' | 'login' | 'phone', label: string, more: object) => (
    <label class="field">
      {label}
      <input
        value={row[name]}
        autocomplete="off"
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
        {...more}
      />
    </label>
  );
  return (
    <fieldset class={s.newPerson}>
      <legend class="visually-hidden">{row.name || w.people.add}</legend>
      {field('name', w.people.name, { required: true, maxLength: 100 })}
      {field('login', w.people.login, { maxLength: 64, pattern: '\\S*', placeholder: row.name.replace(/\s+/g, '.') })}
      <label class="field">
        {w.people.role}
        <select value={row.role} onChange={(event) => onChange({ role: event.currentTarget.value as Role })}>
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {w.role[role]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {w.people.unit}
        <select value={row.unitId} onChange={(event) => onChange({ unitId: event.currentTarget.value })}>
          <UnitOptions />
        </select>
      </label>
      {field('phone', w.people.phone, { type: 'tel', maxLength: 40 })}
      {onRemove && (
        <button type="button" class="at-end" aria-label={`${w.invited.remove} ${row.name}`} onClick={onRemove}>
          <Icon name="close" size={16} />
        </button>
      )}
      {row.note && <p class={`warn ${s.wide}`}>{sentenceOf(row.note, language.value)}</p>}
    </fieldset>
  );
}
