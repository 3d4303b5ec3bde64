import { useSignal } from '@preact/signals';
import { acceptInvitation, readInvitation } from '../../shared/invitations.ts';
import { signIn, type Me } from '../../shared/sessions.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { go, place } from '../ui/navigate.ts';
import { useSending } from '../ui/sending.ts';
import { Door } from './door.tsx';
import { words } from './words.ts';

/** Where an invitation leads: somebody chooses their own password, and is in. */
export function Join() {
  const w = words.value.join;
  const token = place.value.token ?? '';
  const invited = useAsked(`invitation ${token}`, () => call(readInvitation, { body: { token } }));
  const known = invited.value;
  return (
    <Door title={known?.orgName ?? w.title} lead={w.lead}>
      {invited.error !== undefined && <Failure error={invited.error} />}
      {known && (
        <>
          <p>
            <strong>{w.hello(known.name, known.login)}</strong>
          </p>
          <PasswordForm token={token} />
        </>
      )}
    </Door>
  );
}

/** Null where more than the password is asked for. */
function signInOrAsk(login: string, password: string): Promise<Me | null> {
  return call(signIn, { body: { login, password } }).catch((error: unknown) => {
    if (error instanceof ApiError) return null;
    throw error;
  });
}

function PasswordForm({ token }: { token: string }) {
  const w = words.value.join;
  const password = useSignal('');
  const again = useSignal('');
  const { error, isBusy, send } = useSending();
  const differ = again.value !== '' && again.value !== password.value;
  const submit = () =>
    send(async () => {
      const { login } = await call(acceptInvitation, { body: { token, password: password.value } });
      // with a second factor, the sign-in page asks for it
      const who = await signInOrAsk(login, password.value);
      go({ path: who?.person.role === 'rep' ? '/rep' : '/', token: null }, { replace: true });
      me.value = who;
    });
  const field = (value: typeof password, label: string) => (
    <label class="field">
      {label}
      <input
        type="password"
        autocomplete="new-password"
        required
        minLength={10}
        maxLength={128}
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </label>
  );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (password.value === again.value) void submit();
      }}
    >
      {field(password, w.password)}
      {field(again, w.again)}
      <p class="warn" role="alert">
        {differ ? w.differ : ''}
      </p>
      {error.value !== null && <Failure error={error.value} />}
      <button type="submit" class="primary" disabled={isBusy.value || differ}>
        {w.submit}
      </button>
    </form>
  );
}
