import { useSignal } from '@preact/signals';
import { changePassword, signOutEverywhere } from '../../shared/sessions.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { me } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { OwnFactors } from './own.tsx';
import { words } from './words.ts';

/** Whoever is signed in: their password, and what they show beside it. */
export function AccountScreen() {
  const w = words.value;
  const person = me.value?.person;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <div class="panel-title">
            <h1>{w.myAccount.title}</h1>
          </div>
        </div>
        {person && <p class="quiet">{`${person.name} · ${person.login}`}</p>}
      </header>
      <div class="panel-body">
        <section class="section">
          <h2>{w.myAccount.password}</h2>
          <OwnPassword />
          <LeaveEverywhere />
        </section>
        <OwnFactors />
      </div>
    </>
  );
}

function OwnPassword() {
  const w = words.value.myAccount;
  const current = useSignal('');
  const next = useSignal('');
  const { error, isBusy, send } = useSending();
  const isChanged = useSignal(false);
  const change = async () => {
    isChanged.value = await send(async () => {
      me.value = await call(changePassword, { body: { current: current.value, next: next.value } });
      current.value = '';
      next.value = '';
    });
  };
  return (
    <form
      class="form inset"
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <label class="field">
        {w.current}
        <input
          type="password"
          required
          maxLength={128}
          autocomplete="current-password"
          value={current.value}
          onInput={(event) => (current.value = event.currentTarget.value)}
        />
      </label>
      <label class="field">
        {w.next}
        <input
          type="password"
          required
          minLength={10}
          maxLength={128}
          autocomplete="new-password"
          value={next.value}
          onInput={(event) => (next.value = event.currentTarget.value)}
        />
      </label>
      <p class="good" role="status">
        {isChanged.value ? w.changed : ''}
      </p>
      {error.value !== null && <Failure error={error.value} />}
      <div class="row">
        <button type="submit" disabled={isBusy.value}>
          {w.change}
        </button>
      </div>
    </form>
  );
}

function LeaveEverywhere() {
  const { error, isBusy, send } = useSending();
  const leave = async () => {
    // a fresh page: nothing of one person stays in memory for the next
    if (await send(() => call(signOutEverywhere))) location.assign('/');
  };
  return (
    <div class="form inset">
      {error.value !== null && <Failure error={error.value} />}
      <button type="button" disabled={isBusy.value} onClick={() => void leave()}>
        {words.value.myAccount.everywhere}
      </button>
    </div>
  );
}
