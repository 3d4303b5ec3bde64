import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { exportPeople, listPeople, type Person } from '../../shared/people.ts';
import { call } from '../api.ts';
import { count, initials } from '../format.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { may, me } from '../ui/me.ts';
import { go, open, part } from '../ui/navigate.ts';
import { SearchField } from '../ui/searchField.tsx';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { PersonPage } from './person.tsx';

const PAGE = 200;

/** The people that are searched for; what was listed stays until the next answer, and again when a person changed. */
function usePeople(q: string, unitId: string | null) {
  const listed = useSignal<{ items: Person[]; next: string | null } | null>(null);
  const error = useSignal<unknown>(null);
  const round = useSignal(0);
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(() => {
      call(listPeople, { query: { q: q.trim(), unitId: unitId ?? undefined, limit: PAGE } }).then(
        (page) => isOld || ((listed.value = page), (error.value = null)),
        (failed: unknown) => isOld || (error.value = failed),
      );
    }, 150);
    return () => ((isOld = true), clearTimeout(timer));
  }, [q, unitId, round.value]);
  return { listed, error, again: () => (round.value += 1) };
}

/** The people of the unit; an administrator changes them and gives out device tokens. */
export function PeopleScreen() {
  const w = words.value;
  const l = language.value;
  const q = part.q.value;
  const unitId = part.unitId.value;
  const chosen = useSignal<Person | null>(null);
  const { listed, error, again } = usePeople(q, unitId);
  const back = () => {
    chosen.value = null;
    again();
  };
  if (chosen.value) return <PersonPage key={chosen.value.personId} person={chosen.value} onBack={back} />;
  const shown = listed.value;
  const total = shown?.items.length ?? 0;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <h1>{w.people.title}</h1>
          <span class="spread" />
          <ExportMenu of={{ list: exportPeople, query: { q: q.trim(), unitId }, hasPlace: false }} />
        </div>
        <PeopleTools />
        <p class="quiet">{shown ? w.people.sentence(total, count(total, l) + (shown.next ? '+' : '')) : w.loading}</p>
        <SearchField label={w.people.search} value={q} onInput={(text) => go({ q: text }, { replace: true })} />
      </header>
      <div class="panel-body">
        {error.value !== null && <Failure error={error.value} onAgain={() => ((error.value = null), again())} />}
        {!shown && error.value === null && <Skeleton rows={8} />}
        {shown && total === 0 && <p class="quiet pad">{w.people.none}</p>}
        {shown?.items.map((person) => (
          <PersonItem key={person.personId} person={person} onChoose={() => (chosen.value = person)} />
        ))}
      </div>
    </>
  );
}

/** A phone to set up, a person to add: for those who may. */
function PeopleTools() {
  const w = words.value;
  if (!may('devices.manage') && !may('people.manage')) return null;
  return (
    <div class="panel-bar">
      {may('devices.manage') && (
        <button type="button" onClick={() => open('/people/phone')}>
          <Icon name="phone" size={16} />
          {w.setup.title}
        </button>
      )}
      {may('people.manage') && (
        <button type="button" onClick={() => open('/people/add')}>
          <Icon name="plus" size={16} />
          {w.people.add}
        </button>
      )}
    </div>
  );
}

function PersonItem({ person, onChoose }: { person: Person; onChoose: () => void }) {
  const w = words.value;
  const unitName = me.value?.units.find((unit) => unit.unitId === person.unitId)?.name;
  return (
    <button type="button" class="item" data-item onClick={onChoose}>
      <span class="avatar" aria-hidden="true">
        {initials(person.name)}
      </span>
      <span class="item-text">
        <span class="item-title">{person.name}</span>
        <span class="item-more">{[person.login, unitName].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="item-end">
        <span>{w.role[person.role]}</span>
        {!person.isActive && <span class="warn">{w.people.inactive}</span>}
      </span>
    </button>
  );
}
