import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { factorContracts } from '../../shared/factors.ts';
import { oidcContracts } from '../../shared/oidc.ts';
import { readWelcome, signIn, type Me } from '../../shared/sessions.ts';
import type { Role } from '../../shared/people.ts';
import { call } from '../api.ts';
import { ApiError } from '../apiError.ts';
import { Wrong } from '../factors/wrong.tsx';
import { words } from './words.ts';
import { useSending } from '../ui/sending.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { dropQuery, go, place } from '../ui/navigate.ts';
import { Door } from './door.tsx';
import s from './app.module.css';

/** Those who have most to see come first. */
const order: readonly Role[] = ['supervisor', 'auditor', 'planner', 'admin', 'rep'];

/** What the server asks for beside the password, by its refusal; null where it refused otherwise. */
function askedWays(error: unknown): readonly string[] | null {
  if (!(error instanceof ApiError) || error.reason?.code !== 'SECOND_FACTOR_NEEDED') return null;
  return error.reason.ways as string[];
}

/** Signing in: the tries, what the server asks for beside the password, and where whoever came is led. */
function useEntering() {
  const { error, isBusy, send } = useSending();
  const needsCode = useSignal(false);
  const enter = async (ask: () => Promise<Me>) => {
    const isIn = await send(async () => {
      const who = await ask();
      // A rep's day is on the phone page; a link to elsewhere is kept.
      if (who.person.role === 'rep' && location.pathname === '/') go({ path: '/rep' }, { replace: true });
      else if (place.value.path === '/setup') go({ path: '/', token: null }, { replace: true });
      me.value = who;
    });
    const ways = isIn ? null : askedWays(error.value);
    if (ways) needsCode.value = ways.some((way) => way !== 'passkey');
  };
  const byPasskey = async () => {
    const { showPasskey } = await import('../factors/browserKeys.ts');
    const { token, options } = await call(factorContracts.passkeyChallenge);
    return call(factorContracts.signInByPasskey, { body: { token, credential: await showPasskey(options) } });
  };
  const toProvider = async () => {
    const { url } = await call(oidcContracts.beginOidc);
    location.assign(url);
  };
  // the organisation's own service sends the browser back to the first page
  const backFromProvider = () => {
    const { search } = location;
    const said = new URLSearchParams(search);
    if (!said.has('state') || !(said.has('code') || said.has('error'))) return;
    dropQuery();
    void enter(() => call(oidcContracts.signInByOidc, { body: { query: search } }));
  };
  return {
    error,
    isBusy,
    needsCode,
    toProvider: () => void send(toProvider),
    backFromProvider,
    byPassword: (login: string, password: string, code?: string) =>
      void enter(() => call(signIn, { body: { login, password, ...(code && { code }) } })),
    byPasskey: () => void enter(byPasskey),
  };
}

export function SignIn() {
  const w = words.value;
  const welcome = useAsked('welcome', () => call(readWelcome));
  const login = useSignal('');
  const password = useSignal('');
  const code = useSignal('');
  const { error, isBusy, needsCode, byPassword, byPasskey, toProvider, backFromProvider } = useEntering();
  useEffect(backFromProvider, []);
  const known = welcome.value;
  return (
    <Door title={known?.orgName ?? w.product} lead={w.signIn.lead}>
      {welcome.error !== undefined && <Failure error={welcome.error} onAgain={welcome.again} />}
      {known && !known.isSetUp && <p>{w.signIn.notSetUp}</p>}
      {(!known || known.isSetUp) && (
        <Credentials
          login={login}
          password={password}
          code={needsCode.value ? code : null}
          error={error.value}
          isBusy={isBusy.value}
          onEnter={() => byPassword(login.value, password.value, code.value)}
          onPasskey={byPasskey}
          provider={known?.provider ?? null}
          onProvider={toProvider}
        />
      )}
      {known?.demo && (
        <DemoLogins
          logins={known.demo.logins}
          isBusy={isBusy.value}
          onEnter={(as) => byPassword(as, known.demo!.password)}
        />
      )}
    </Door>
  );
}

/** What is typed belongs to the page: it outlasts an answer about the organisation that comes late. */
interface CredentialsProps extends OtherWaysProps {
  login: Signal<string>;
  password: Signal<string>;
  /** Shown once the server asks for it. */
  code: Signal<string> | null;
  error: unknown;
  onEnter: () => void;
}

function Credentials({ login, password, code, error, isBusy, onEnter, ...others }: CredentialsProps) {
  const w = words.value.signIn;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <label class="field">
        {w.login}
        <input
          name="login"
          autocomplete="username"
          required
          maxLength={64}
          value={login.value}
          onInput={(event) => (login.value = event.currentTarget.value.trim())}
        />
      </label>
      <label class="field">
        {w.password}
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxLength={128}
          value={password.value}
          onInput={(event) => (password.value = event.currentTarget.value)}
        />
      </label>
      {code && (
        <label class="field">
          {w.code}
          <input
            name="code"
            required
            autocomplete="one-time-code"
            maxLength={40}
            value={code.value}
            onInput={(event) => (code.value = event.currentTarget.value)}
          />
        </label>
      )}
      {error !== null && <Wrong error={error} />}
      <button type="submit" class="primary" disabled={isBusy}>
        {w.submit}
      </button>
      <OtherWays {...others} isBusy={isBusy} />
    </form>
  );
}

interface OtherWaysProps {
  isBusy: boolean;
  onPasskey: () => void;
  /** What the organisation's own sign-in service is called, where there is one. */
  provider: string | null;
  onProvider: () => void;
}

/** Without a password. */
function OtherWays({ isBusy, onPasskey, provider, onProvider }: OtherWaysProps) {
  const w = words.value.signIn;
  return (
    <>
      {'PublicKeyCredential' in window && (
        <button type="button" disabled={isBusy} onClick={onPasskey}>
          {w.byPasskey}
        </button>
      )}
      {provider !== null && (
        <button type="button" disabled={isBusy} onClick={onProvider}>
          {w.byProvider(provider)}
        </button>
      )}
    </>
  );
}

interface DemoLoginsProps {
  logins: readonly { role: Role; login: string }[];
  isBusy: boolean;
  onEnter: (login: string) => void;
}

function DemoLogins({ logins, isBusy, onEnter }: DemoLoginsProps) {
  const w = words.value;
  return (
    <section class={s.doorDemo}>
      <h2>{w.signIn.demoTitle}</h2>
      <p class="quiet">{w.signIn.demoLead}</p>
      <div class={s.doorLogins}>
        {[...logins]
          .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
          .map((one) => (
            <button key={one.login} type="button" disabled={isBusy} onClick={() => onEnter(one.login)}>
              <strong>{w.role[one.role]}</strong>
              <span class="quiet">{one.login}</span>
            </button>
          ))}
      </div>
    </section>
  );
}
