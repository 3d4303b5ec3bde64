import { useSignal } from '@preact/signals';
import { addEntries, listEntries, withdrawEntry, type ScoreEntry } from '../../shared/scoreEntries.ts';
import { itemsOf } from '../../shared/scoreScheme.ts';
import type { Standing } from '../../shared/scores.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { count, dateTime, monthName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { BackBar } from '../ui/detailHead.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may, zone } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { uuid7 } from '../ui/uuid7.ts';
import { language } from '../ui/words.ts';
import { itemName, itemNamed, labelText, sentence } from '../ui/scoreFigures.ts';
import { look } from './look.ts';
import { words } from './words.ts';
import s from './scores.module.css';

/** What was given by hand in a month, and the form for more. */
export function Entries({ of, onChange }: { of: Standing; onChange: () => void }) {
  const w = words.value.scores;
  const l = language.value;
  const { unitId, month } = of;
  const asked = useAsked(`${unitId} ${month}`, (signal) => call(listEntries, { query: { unitId, month }, signal }));
  const again = () => {
    asked.again();
    onChange();
  };
  const isOpen = of.state === 'open' || of.state === 'drafted';
  return (
    <>
      <header class="panel-head">
        <BackBar title={w.enter} back={words.value.back} onBack={() => look({})} />
        <p class="quiet">{sentence(of.unitName, monthName(month, l), w.state[of.state])}</p>
        <p class="quiet">{w.enterLead}</p>
      </header>
      <div class="panel-body">
        {isOpen && of.people.length > 0 && may('scores.enter') && <NewEntry of={of} onDone={again} />}
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!asked.value && asked.error === undefined && <Skeleton rows={4} />}
        {asked.value?.items.length === 0 && <p class="quiet pad">{w.nothingEntered}</p>}
        {asked.value?.items.map((entry) => (
          <Entered
            key={entry.entryId}
            of={of}
            entry={entry}
            canWithdraw={isOpen && may('scores.enter')}
            onDone={again}
          />
        ))}
      </div>
    </>
  );
}

function NewEntry({ of, onDone }: { of: Standing; onDone: () => void }) {
  const w = words.value.scores;
  const l = language.value;
  const items = itemsOf(of.scheme!.content).filter(({ source }) => source !== 'metric');
  const [repId, itemKey] = [useSignal(of.people[0]!.repId), useSignal(items[0]?.key ?? '')];
  const [eventKey, value, note] = [useSignal(''), useSignal(''), useSignal('')];
  const { error, isBusy, send } = useSending();
  const item = itemNamed(of.scheme!.content, itemKey.value);
  if (!item) return null;
  const event = item.source === 'events' ? eventKey.value || item.events[0]!.key : null;
  const save = () => {
    const entryId = uuid7(nowMs(), crypto.getRandomValues(new Uint8Array(10)));
    const said = { entryId, repId: repId.peek(), itemKey: item.key, eventKey: event, note: note.peek() };
    const entries = [{ ...said, value: Number(value.peek()) }];
    void send(() => call(addEntries, { body: { unitId: of.unitId, month: of.month, entries } })).then((isDone) => {
      if (!isDone) return;
      value.value = '';
      note.value = '';
      onDone();
    });
  };
  const valueLabel =
    item.source === 'events' ? w.times : item.source === 'entered' ? w.valueOf(count(item.of, l)) : w.value;
  return (
    <form class={`section ${s.scoreForm} pad`} onSubmit={(e) => (e.preventDefault(), save())}>
      <Choice label={w.rep} value={repId} options={of.people.map((one) => [one.repId, one.name])} />
      <Choice label={w.item} value={itemKey} options={items.map(({ key, label }) => [key, labelText(label, l)])} />
      {item.source === 'events' && (
        <Choice
          label={w.event}
          value={eventKey}
          options={item.events.map(({ key, label }) => [key, labelText(label, l)])}
        />
      )}
      <label class="field">
        <span>{valueLabel}</span>
        <input
          type="number"
          step="any"
          required
          value={value.value}
          onInput={(e) => (value.value = e.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{w.note}</span>
        <input maxLength={1000} value={note.value} onInput={(e) => (note.value = e.currentTarget.value)} />
      </label>
      <button type="submit" class="primary" disabled={isBusy.value}>
        {w.save}
      </button>
      {error.value !== null && <Failure error={error.value} />}
    </form>
  );
}

interface ChoiceProps {
  label: string;
  value: { value: string };
  options: readonly (readonly [string, string])[];
}

function Choice({ label, value, options }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value.value} onChange={(e) => (value.value = e.currentTarget.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface EnteredProps {
  of: Standing;
  entry: ScoreEntry;
  canWithdraw: boolean;
  onDone: () => void;
}

function Entered({ of, entry, canWithdraw, onDone }: EnteredProps) {
  const w = words.value.scores;
  const l = language.value;
  const { error, send } = useSending();
  const item = itemNamed(of.scheme?.content, entry.itemKey);
  const event = item?.source === 'events' ? item.events.find(({ key }) => key === entry.eventKey) : undefined;
  const withdraw = () => {
    const why = prompt(w.withdrawWhy)?.trim();
    if (!why) return;
    const asked = { params: { entryId: entry.entryId }, body: { why } };
    void send(() => call(withdrawEntry, asked)).then((isDone) => isDone && onDone());
  };
  return (
    <div class="item">
      <span class="item-text">
        <span class="item-title">
          {sentence(entry.repName, itemName(of.scheme?.content, entry.itemKey, w.correction, l))}
        </span>
        <span class="item-more">
          {[event && labelText(event.label, l), entry.note, entry.by, dateTime(entry.at, l, zone.value)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {entry.withdrawn && <span class="item-more warn">{w.withdrawn(entry.withdrawn.why)}</span>}
        {error.value !== null && <Failure error={error.value} />}
      </span>
      <span class="item-end">
        <strong>{count(entry.value, l)}</strong>
        {canWithdraw && !entry.withdrawn && (
          <button type="button" class="link flush" onClick={withdraw}>
            {w.withdraw}
          </button>
        )}
      </span>
    </div>
  );
}
