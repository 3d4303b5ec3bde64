import { useSignal } from '@preact/signals';
import { addPerson, Role, type NewPerson, type Person } from '../../shared/people.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { unit } from '../ui/me.ts';
import { UnitOptions } from '../ui/pickers.tsx';
import { useSending } from '../ui/sending.ts';
import { words } from './words.ts';

export function NewPersonForm({ onBack, onMade }: { onBack: () => void; onMade: (person: Person) => void }) {
  const w = words.value;
  const form = useSignal<NewPerson>({
    name: '',
    login: '',
    password: '',
    role: 'rep',
    unitId: unit.value?.unitId ?? '',
  });
  const { error, isBusy, send } = useSending();
  const set = (change: Partial<NewPerson>) => (form.value = { ...form.value, ...change });
  const submit = () => send(async () => onMade(await call(addPerson, { body: form.value })));
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <button type="button" class="tool" aria-label={w.back} onClick={onBack}>
            <Icon name="back" />
          </button>
          <div class="panel-title">
            <h1>{w.people.add}</h1>
          </div>
        </div>
      </header>
      <form
        class="panel-body form inset choices"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <PersonFields person={form.value} onChange={set} />
        <Credentials person={form.value} onChange={set} />
        {error.value !== null && <Failure error={error.value} />}
        <div class="row">
          <button type="submit" class="primary" disabled={isBusy.value}>
            {w.people.add}
          </button>
        </div>
      </form>
    </>
  );
}

interface FormProps {
  person: NewPerson;
  onChange: (change: Partial<NewPerson>) => void;
}

/** Who they are, what they do and where. */
function PersonFields({ person, onChange }: FormProps) {
  const w = words.value;
  return (
    <>
      <label class="field">
        {w.people.name}
        <input
          required
          maxLength={100}
          value={person.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        {w.people.role}
        <select value={person.role} onChange={(event) => onChange({ role: event.currentTarget.value as Role })}>
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {w.role[role]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {w.people.unit}
        <select value={person.unitId} onChange={(event) => onChange({ unitId: event.currentTarget.value })}>
          <UnitOptions />
        </select>
      </label>
    </>
  );
}

/** What they sign in with. */
function Credentials({ person, onChange }: FormProps) {
  const w = words.value;
  return (
    <>
      <label class="field">
        {w.people.login}
        <input
          required
          maxLength={64}
          autocomplete="off"
          value={person.login}
          onInput={(event) => onChange({ login: event.currentTarget.value.trim() })}
        />
      </label>
      <label class="field">
        {w.people.password}
        <input
          required
          type="password"
          minLength={10}
          maxLength={128}
          autocomplete="new-password"
          value={person.password}
          onInput={(event) => onChange({ password: event.currentTarget.value })}
        />
      </label>
    </>
  );
}
