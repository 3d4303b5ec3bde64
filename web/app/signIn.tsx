import { useSignal } from '@preact/signals';
import { readWelcome, signIn } from '../../shared/sessions.ts';
import type { Role } from '../../shared/people.ts';
import { call } from '../api.ts';
import { words } from './words.ts';
import { LanguageChoice } from '../ui/languageChoice.tsx';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { go, place } from '../ui/navigate.ts';
import s from './app.module.css';

/** Those who have most to see come first. */
const order: readonly Role[] = ['supervisor', 'auditor', 'planner', 'admin', 'rep'];

export function SignIn() {
  const w = words.value;
  const welcome = useAsked('welcome', () => call(readWelcome));
  const login = useSignal('');
  const password = useSignal('');
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const enter = async (as: string, secret: string) => {
    isBusy.value = true;
    error.value = null;
    try {
      const who = await call(signIn, { body: { login: as, password: secret } });
      // A rep's day is on the phone page; a link to elsewhere is kept.
      if (who.person.role === 'rep' && location.pathname === '/') go({ path: '/rep' }, { replace: true });
      else if (place.value.path === '/setup') go({ path: '/', token: null }, { replace: true });
      me.value = who;
    } catch (failed) {
      error.value = failed;
    } finally {
      isBusy.value = false;
    }
  };
  const known = welcome.value;
  return (
    <div class="door">
      <main class={s.doorCard}>
        <header class={s.doorHead}>
          <img src="/icon.svg" width="44" height="44" alt="" />
          <div>
            <h1>{known?.orgName ?? w.product}</h1>
            <p class="quiet">{w.signIn.lead}</p>
          </div>
        </header>
        {welcome.error !== undefined && <Failure error={welcome.error} onAgain={welcome.again} />}
        {known && !known.isSetUp && <p>{w.signIn.notSetUp}</p>}
        {(!known || known.isSetUp) && (
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault();
              void enter(login.value, password.value);
            }}
          >
            <label class="field">
              {w.signIn.login}
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
              {w.signIn.password}
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
            {error.value !== null && <Failure error={error.value} />}
            <button type="submit" class="primary" disabled={isBusy.value}>
              {w.signIn.submit}
            </button>
          </form>
        )}
        {known?.demo && (
          <section class={s.doorDemo}>
            <h2>{w.signIn.demoTitle}</h2>
            <p class="quiet">{w.signIn.demoLead}</p>
            <div class={s.doorLogins}>
              {[...known.demo.logins]
                .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
                .map((one) => (
                  <button
                    key={one.login}
                    type="button"
                    disabled={isBusy.value}
                    onClick={() => void enter(one.login, known.demo!.password)}
                  >
                    <strong>{w.role[one.role]}</strong>
                    <span class="quiet">{one.login}</span>
                  </button>
                ))}
            </div>
          </section>
        )}
        <footer class={s.doorFoot}>
          <LanguageChoice />
        </footer>
      </main>
    </div>
  );
}
