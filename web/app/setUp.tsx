import { useSignal } from '@preact/signals';
import { setUp } from '../../shared/sessions.ts';
import { call } from '../api.ts';
import { words } from './words.ts';
import { useSending } from '../ui/sending.ts';
import { Failure } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { go, place } from '../ui/navigate.ts';
import { Door } from './door.tsx';

const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Makes the organisation and its first administrator, from the link that the server printed. */
export function SetUp() {
  const w = words.value;
  const { token } = place.value;
  return (
    <Door title={w.setUp.title} lead={w.setUp.lead}>
      {!token && (
        <p class="warn" role="alert">
          {w.setUp.noToken}
        </p>
      )}
      <SetUpForm token={token} />
    </Door>
  );
}

function SetUpForm({ token }: { token: string | null }) {
  const w = words.value;
  const form = useSignal({
    orgName: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    name: '',
    login: '',
    password: '',
  });
  const { error, isBusy, send } = useSending();
  const set = (change: Partial<typeof form.value>) => (form.value = { ...form.value, ...change });
  const submit = () =>
    send(async () => {
      const made = await call(setUp, { body: { ...form.value, token: token! } });
      go({ path: '/start', token: null }, { replace: true });
      me.value = made;
    });
  const text = (name: 'orgName' | 'name' | 'login' | 'password', label: string, more: Record<string, unknown> = {}) => (
    <label class="field">
      {label}
      <input
        name={name}
        required
        maxLength={100}
        value={form.value[name]}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
        {...more}
      />
    </label>
  );
  const secret = { type: 'password', autocomplete: 'new-password', minLength: 10, maxLength: 128 };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {text('orgName', w.setUp.orgName, { autocomplete: 'organization' })}
      <TimeZoneField timeZone={form.value.timeZone} onChange={(timeZone) => set({ timeZone })} />
      {text('name', w.setUp.name, { autocomplete: 'name' })}
      {text('login', w.setUp.login, { autocomplete: 'username', maxLength: 64, pattern: '\\S+' })}
      {text('password', w.setUp.password, secret)}
      {error.value !== null && <Failure error={error.value} />}
      <button type="submit" class="primary" disabled={isBusy.value || !token}>
        {w.setUp.submit}
      </button>
    </form>
  );
}

function TimeZoneField({ timeZone, onChange }: { timeZone: string; onChange: (timeZone: string) => void }) {
  return (
    <label class="field">
      {words.value.setUp.timeZone}
      <select value={timeZone} onChange={(event) => onChange(event.currentTarget.value)}>
        {(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}
