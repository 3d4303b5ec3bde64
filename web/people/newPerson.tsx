import { useSignal } from '@preact/signals';
import { addPerson, Role, type Person } from '../../shared/people.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { unit } from '../ui/me.ts';
import { UnitOptions } from '../ui/pickers.tsx';
import { words } from './words.ts';

export function NewPersonForm({ onBack, onMade }: { onBack: () => void; onMade: (person: Person) => void }) {
  const w = words.value;
  const form = useSignal({ name: '', login: '', password: '', role: 'rep' as Role, unitId: unit.value?.unitId ?? '' });
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const set = (change: Partial<typeof form.value>) => (form.value = { ...form.value, ...change });
  const submit = async () => {
    isBusy.value = true;
    error.value = null;
    try {
      onMade(await call(addPerson, { body: form.value }));
    } catch (failed) {
      error.value = failed;
      isBusy.value = false;
    }
  };
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
        <label class="field">
          {w.people.name}
          <input
            required
            maxLength={100}
            value={form.value.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          {w.people.role}
          <select value={form.value.role} onChange={(event) => set({ role: event.currentTarget.value as Role })}>
            {Role.options.map((role) => (
              <option key={role} value={role}>
                {w.role[role]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {w.people.unit}
          <select value={form.value.unitId} onChange={(event) => set({ unitId: event.currentTarget.value })}>
            <UnitOptions />
          </select>
        </label>
        <label class="field">
          {w.people.login}
          <input
            required
            maxLength={64}
            autocomplete="off"
            value={form.value.login}
            onInput={(event) => set({ login: event.currentTarget.value.trim() })}
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
            value={form.value.password}
            onInput={(event) => set({ password: event.currentTarget.value })}
          />
        </label>
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
