import { useSignal, type Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { addPeople, readPeopleFile, type Added } from '../../shared/invitations.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { me, unit } from '../ui/me.ts';
import { open, part } from '../ui/navigate.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Links } from './links.tsx';
import { PersonRowFields, type Row } from './personRow.tsx';
import { words } from './words.ts';

const blank = (): Row => ({
  name: '',
  login: '',
  role: 'rep',
  unitId: unit.peek()?.unitId ?? '',
  phone: '',
  note: null,
});

/** Names that another screen asks for, one a line, with the name of their unit behind a tab. */
function askedFor(text: string): Row[] {
  const units = me.peek()?.units ?? [];
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', unitName] = line.split('\t');
      const unitId = units.find((one) => one.name === unitName)?.unitId ?? blank().unitId;
      return { ...blank(), name, login: name.replace(/\s+/g, '.'), unitId };
    });
}

/** People who come by a link: typed, from a file, or named by an import. Nobody invents a password for them. */
export function AddPeopleScreen() {
  const w = words.value;
  const asked = askedFor(part.q.value);
  const rows = useSignal<Row[]>(asked.length > 0 ? asked : [blank()]);
  const added = useSignal<Added[] | null>(null);
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <button type="button" class="tool" aria-label={w.back} onClick={() => open('/people')}>
            <Icon name="back" />
          </button>
          <div class="panel-title">
            <h1>{added.value ? w.invited.title : w.people.add}</h1>
          </div>
        </div>
        <p class="quiet">{w.invited.lead}</p>
      </header>
      <div class="panel-body">
        {added.value ? (
          <Links added={added.value} onMore={() => ((rows.value = [blank()]), (added.value = null))} />
        ) : (
          <Rows rows={rows} onAdded={(items) => (added.value = items)} />
        )}
      </div>
    </>
  );
}

function Rows({ rows, onAdded }: { rows: Signal<Row[]>; onAdded: (items: Added[]) => void }) {
  const w = words.value.invited;
  const { error, isBusy, send } = useSending();
  const wanted = rows.value.filter(({ name }) => name.trim() !== '');
  const set = (at: number, change: Partial<Row>) =>
    (rows.value = rows.value.map((row, i) => (i === at ? { ...row, ...change } : row)));
  const submit = () =>
    send(async () => {
      const people = wanted.map(({ note: _, ...row }) => ({
        ...row,
        login: row.login || row.name.replace(/\s+/g, '.'),
      }));
      onAdded((await call(addPeople, { body: { people } })).items);
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FromFile onRows={(read) => (rows.value = [...wanted, ...read])} />
      {rows.value.map((row, i) => (
        <PersonRowFields
          key={i}
          row={row}
          onChange={(change) => set(i, change)}
          onRemove={rows.value.length > 1 ? () => (rows.value = rows.value.filter((_, k) => k !== i)) : null}
        />
      ))}
      <div class="row pad">
        <button type="button" onClick={() => (rows.value = [...rows.value, blank()])}>
          <Icon name="plus" size={16} />
          {w.another}
        </button>
        <button type="submit" class="primary" disabled={isBusy.value || wanted.length === 0}>
          {w.submit(wanted.length, count(wanted.length, language.value))}
        </button>
      </div>
      {error.value !== null && <Failure error={error.value} />}
    </form>
  );
}

/** A file of people: its rows are shown to be looked at, and nothing is stored by it. */
function FromFile({ onRows }: { onRows: (rows: Row[]) => void }) {
  const w = words.value.invited;
  const l = language.value;
  const input = useRef<HTMLInputElement>(null);
  const known = useSignal<number | null>(null);
  const { error, isBusy, send } = useSending();
  const take = (file: File | undefined) =>
    file &&
    send(async () => {
      const query = { fileName: file.name, unitId: unit.value?.unitId ?? '' };
      const { items } = await call(readPeopleFile, { query, body: file });
      known.value = items.filter(({ isKnown }) => isKnown).length;
      onRows(
        items
          .filter(({ isKnown }) => !isKnown)
          .map(({ name, login, role, unitId, phone, problem }) => ({
            name,
            login,
            role,
            unitId,
            phone: phone ?? '',
            note: problem,
          })),
      );
    });
  return (
    <div class="inset choices">
      <div class="row">
        <button type="button" disabled={isBusy.value} onClick={() => input.current?.click()}>
          <Icon name="upload" size={16} />
          {w.file}
        </button>
      </div>
      <p class="quiet">{w.fileHint}</p>
      <p class="quiet" role="status">
        {known.value ? w.known(known.value, count(known.value, l)) : ''}
      </p>
      {error.value !== null && <Failure error={error.value} />}
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        hidden
        aria-label={w.file}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
