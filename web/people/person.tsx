import { useSignal } from '@preact/signals';
import { factorContracts } from '../../shared/factors.ts';
import { changePerson, Role, type Person, type PersonChange } from '../../shared/people.ts';
import { invite, type Invitation } from '../../shared/invitations.ts';
import { call } from '../api.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { may, me } from '../ui/me.ts';
import { UnitOptions } from '../ui/pickers.tsx';
import { useSending } from '../ui/sending.ts';
import { words } from './words.ts';
import { Devices } from './devices.tsx';
import { LinkTo } from './links.tsx';

/** One person: what they may do and where, and their devices. */
export function PersonPage({ person: first, onBack }: { person: Person; onBack: () => void }) {
  const person = useSignal(first);
  const error = useSignal<unknown>(null);
  const isSaved = useSignal(false);
  const canChange = may('people.manage');
  const isSelf = me.value?.person.personId === first.personId;
  const change = async (what: PersonChange) => {
    error.value = null;
    isSaved.value = false;
    try {
      person.value = await call(changePerson, { params: { personId: first.personId }, body: what });
      isSaved.value = true;
    } catch (failed) {
      error.value = failed;
      // What the form shows is what is stored.
      person.value = { ...person.value };
    }
  };
  return (
    <>
      <PersonHead person={person.value} isSaved={isSaved.value} onBack={onBack} />
      <div class="panel-body">
        <section class="section">
          <div class="form inset choices">
            <PersonFields person={person.value} canChange={canChange} isSelf={isSelf} onChange={change} />
            {canChange && !isSelf && <NewLink personId={first.personId} />}
            {canChange && !isSelf && <LostFactors personId={first.personId} />}
            {error.value !== null && <Failure error={error.value} />}
          </div>
        </section>
        {may('devices.manage') && person.value.role === 'rep' && <Devices person={person.value} />}
      </div>
    </>
  );
}

function PersonHead({ person, isSaved, onBack }: { person: Person; isSaved: boolean; onBack: () => void }) {
  const w = words.value;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <button type="button" class="tool" aria-label={w.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="panel-title">
          <h1>{person.name}</h1>
        </div>
        <span class="spread quiet" role="status">
          {isSaved && w.people.saved}
        </span>
      </div>
      <p class="quiet">{person.login}</p>
    </header>
  );
}

type Change = (what: PersonChange) => Promise<void>;

interface PersonFieldsProps {
  person: Person;
  canChange: boolean;
  /** Nobody takes away their own rights. */
  isSelf: boolean;
  onChange: Change;
}

/** Who they are, what they do and where, and whether they still do. */
function PersonFields({ person, canChange, isSelf, onChange }: PersonFieldsProps) {
  const w = words.value;
  return (
    <>
      <label class="field">
        {w.people.name}
        <input
          disabled={!canChange}
          maxLength={100}
          value={person.name}
          onChange={(event) => event.currentTarget.value.trim() && void onChange({ name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        {w.people.role}
        <select
          disabled={!canChange || isSelf}
          value={person.role}
          onChange={(event) => void onChange({ role: event.currentTarget.value as Role })}
        >
          {Role.options.map((one) => (
            <option key={one} value={one}>
              {w.role[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {w.people.unit}
        <select
          disabled={!canChange || isSelf}
          value={person.unitId}
          onChange={(event) => void onChange({ unitId: event.currentTarget.value })}
        >
          <UnitOptions />
        </select>
      </label>
      <label class="field">
        {w.people.phone}
        <input
          type="tel"
          disabled={!canChange}
          maxLength={40}
          value={person.phone ?? ''}
          onChange={(event) => void onChange({ phone: event.currentTarget.value })}
        />
      </label>
      {canChange && !isSelf && (
        <label class="check">
          <input
            type="checkbox"
            checked={person.isActive}
            onChange={(event) => void onChange({ isActive: event.currentTarget.checked })}
          />
          {w.people.active}
        </label>
      )}
    </>
  );
}

/** For somebody who forgot their password, or never had one: a link by which they choose another. */
function NewLink({ personId }: { personId: string }) {
  const made = useSignal<Invitation | null>(null);
  const { error, isBusy, send } = useSending();
  const make = () => send(async () => (made.value = await call(invite, { params: { personId } })));
  return (
    <>
      <div class="row">
        <button type="button" disabled={isBusy.value} onClick={() => void make()}>
          {words.value.invited.renew}
        </button>
      </div>
      {made.value && <LinkTo invitation={made.value} />}
      {error.value !== null && <Failure error={error.value} />}
    </>
  );
}

/** For somebody who lost phone, key and paper: they sign in with the password alone until they add another. */
function LostFactors({ personId }: { personId: string }) {
  const w = words.value;
  const isAsked = useSignal(false);
  const isDone = useSignal(false);
  const { error, send } = useSending();
  const reset = async () => {
    isAsked.value = false;
    isDone.value = await send(() => call(factorContracts.resetFactors, { params: { personId } }));
  };
  return (
    <>
      {isAsked.value ? (
        <div class="row">
          <p>{w.people.factorsWill}</p>
          <button type="button" class="primary" onClick={() => void reset()}>
            {w.people.removeFactors}
          </button>
          <button type="button" onClick={() => (isAsked.value = false)}>
            {w.cancel}
          </button>
        </div>
      ) : (
        <div class="row">
          <button type="button" onClick={() => (isAsked.value = true)}>
            {w.people.factorsLost}
          </button>
        </div>
      )}
      <p class="good" role="status">
        {isDone.value ? w.people.factorsGone : ''}
      </p>
      {error.value !== null && <Failure error={error.value} />}
    </>
  );
}
