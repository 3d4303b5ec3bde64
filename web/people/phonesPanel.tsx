import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { addDevice, type IssuedDevice } from '../../shared/phones.ts';
import { listPeople, type Person } from '../../shared/people.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAsked } from '../ui/asked.ts';
import { open, part } from '../ui/navigate.ts';
import { useSending } from '../ui/sending.ts';
import { words } from './words.ts';
import type { TrackerApp } from './words.ts';
import { Issued } from './issued.tsx';
import s from './people.module.css';

const apps: readonly TrackerApp[] = ['ownTracks', 'overland', 'traccar', 'gpsLogger'];

/** A phone of the person's with a token of its own, named for its app. */
function addPhone({ personId }: Person, app: TrackerApp): Promise<IssuedDevice> {
  const label = words.peek().setup.apps[app].replace(/[（(].*/, '');
  return call(addDevice, { params: { personId }, body: { label } });
}

/** Sets up the tracker app of a rep's phone: who, which app, and then everything the phone needs, once. */
export function PhonesScreen() {
  const w = words.value;
  const asked = useAsked('reps', () => call(listPeople, { query: { role: 'rep', limit: 500 } }));
  const reps = (asked.value?.items ?? []).filter((person) => person.isActive);
  const chosen = useSignal<string | null>(null);
  const app = useSignal<TrackerApp>('ownTracks');
  const issued = useSignal<{ device: IssuedDevice; person: Person; app: TrackerApp } | null>(null);
  const { error, isBusy, send } = useSending();
  // A link may name the person by their login.
  useEffect(() => {
    const named = reps.find((person) => person.login === part.q.peek());
    if (named) chosen.value = named.personId;
  }, [asked.value]);
  const person = reps.find((one) => one.personId === chosen.value) ?? null;
  const make = () =>
    send(async () => {
      issued.value = { device: await addPhone(person!, app.value), person: person!, app: app.value };
    });
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <button type="button" class="tool" aria-label={w.back} onClick={() => open('/people')}>
            <Icon name="back" />
          </button>
          <div class="panel-title">
            <h1>{w.setup.title}</h1>
          </div>
        </div>
        <p class="quiet">{w.setup.lead}</p>
      </header>
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {issued.value && <Issued {...issued.value} onAnother={() => (issued.value = null)} />}
        {!issued.value && (
          <PhoneForm
            reps={reps}
            personId={chosen}
            app={app}
            error={error.value}
            canMake={!isBusy.value && person !== null}
            onMake={() => void make()}
          />
        )}
      </div>
    </>
  );
}

/** The choice belongs to the page: it is still there for another phone. */
interface PhoneFormProps {
  reps: readonly Person[];
  personId: Signal<string | null>;
  app: Signal<TrackerApp>;
  error: unknown;
  canMake: boolean;
  onMake: () => void;
}

function PhoneForm({ reps, personId, app, error, canMake, onMake }: PhoneFormProps) {
  const w = words.value.setup;
  return (
    <form
      class={s.setupStep}
      onSubmit={(event) => {
        event.preventDefault();
        onMake();
      }}
    >
      <label class="field">
        {w.person}
        <select
          required
          value={personId.value ?? ''}
          onChange={(event) => (personId.value = event.currentTarget.value)}
        >
          <option value="" disabled>
            {w.choosePerson}
          </option>
          {reps.map((one) => (
            <option key={one.personId} value={one.personId}>{`${one.name} · ${one.login}`}</option>
          ))}
        </select>
      </label>
      <fieldset class={`plain-set ${s.appChoice}`}>
        <legend class="set-title">{w.app}</legend>
        {apps.map((one) => (
          <label key={one}>
            <input type="radio" name="app" checked={app.value === one} onChange={() => (app.value = one)} />
            <strong>{w.apps[one]}</strong>
            <span class="quiet">{w.appFor[one]}</span>
          </label>
        ))}
      </fieldset>
      {error !== null && <Failure error={error} />}
      <div class="row">
        <button type="submit" class="primary" disabled={!canMake}>
          {w.make}
        </button>
      </div>
    </form>
  );
}
