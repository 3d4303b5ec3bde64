import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  listContradictions,
  maySettle,
  raiseContradiction,
  settleContradiction,
  type KnownContradiction,
  type NewSettlement,
} from '../../shared/settlements.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { contradictionText } from '../ui/contradictionWords.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { pushKeys } from '../ui/keys.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { BackToList } from './part.tsx';
import { Facts, Parties } from './parties.tsx';
import { words } from './words.ts';
import s from './inspections.module.css';

const keyOf = ({ findingId, what }: KnownContradiction): string => `${findingId} ${what}`;

/** What does not fit, of every inspection: one is open, and is put to somebody or settled by a key. */
export function Contradictions() {
  const w = words.value.settle;
  const l = language.value;
  const state = useSignal<'open' | 'settled'>('open');
  const chosen = useSignal<string | null>(null);
  const asked = useAsked(state.value, (signal) => call(listContradictions, { query: { state: state.value }, signal }));
  const all = asked.value?.items;
  const at = Math.max(0, all?.findIndex((one) => keyOf(one) === chosen.value) ?? 0);
  const step = (by: number) => {
    const next = all?.[at + by];
    if (next) chosen.value = keyOf(next);
  };
  useLayoutEffect(() => pushKeys({ j: () => step(1), k: () => step(-1) }), [all, at]);
  const settleable = all?.filter((one) => maySettle(one.state) && !one.isMine).length ?? 0;
  return (
    <>
      <header class="panel-head">
        <BackToList title={w.title} />
        {all && state.value === 'open' && (
          <p class="sentence">{w.sentence(all.length, count(all.length, l), count(settleable, l))}</p>
        )}
        <p class="quiet">{w.lead}</p>
        <div class="chips" role="group" aria-label={w.title}>
          {(['open', 'settled'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="chip"
              aria-pressed={state.value === one}
              onClick={() => (state.value = one)}
            >
              {one === 'open' ? w.showOpen : w.showSettled}
            </button>
          ))}
        </div>
      </header>
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!all && asked.error === undefined && <Skeleton rows={5} />}
        {all?.length === 0 && <p class="quiet pad">{state.value === 'open' ? w.noneOpen : w.noneSettled}</p>}
        {all?.map((one, i) =>
          i === at ? (
            <One key={keyOf(one)} of={one} onDone={asked.again} />
          ) : (
            <Item key={keyOf(one)} of={one} onOpen={() => (chosen.value = keyOf(one))} />
          ),
        )}
      </div>
    </>
  );
}

function Item({ of, onOpen }: { of: KnownContradiction; onOpen: () => void }) {
  const w = words.value;
  return (
    <button type="button" class="item" data-item onClick={onOpen}>
      <span class="item-text">
        <span class="item-title">{of.name}</span>
        <span class="item-more">{contradictionText(of.what, of.numbers)}</span>
      </span>
      <span class="item-end">
        <span class="quiet">{of.settlement?.word ? w.settled[of.settlement.word] : w.settle.state[of.state]}</span>
      </span>
    </button>
  );
}

function One({ of, onDone }: { of: KnownContradiction; onDone: () => void }) {
  const w = words.value;
  return (
    <section class={`section ${s.inspForm}`} aria-current="true">
      <h2>{`${of.code} ${of.name}`}</h2>
      <p class="sentence">{contradictionText(of.what, of.numbers)}</p>
      <p class="quiet">{`${w.about[of.about]} · ${w.settle.state[of.state]}`}</p>
      <Facts of={of} />
      <Parties of={of} />
      <Deeds of={of} onDone={onDone} />
    </section>
  );
}

/** What can be done with it now. A slip is taken back by who made it, within a day. */
function Deeds({ of, onDone }: { of: KnownContradiction; onDone: () => void }) {
  const w = words.value.settle;
  const { error, isBusy, send } = useSending();
  const raise = () =>
    void send(() =>
      call(raiseContradiction, { params: { caseId: of.caseId }, body: { findingId: of.findingId, what: of.what } }),
    ).then((isDone) => isDone && onDone());
  const settle = (body: Pick<NewSettlement, 'word' | 'note'>) =>
    void send(() =>
      call(settleContradiction, {
        params: { contradictionId: of.contradictionId! },
        body: { ...body, settlementNo: of.settlement?.no ?? 0 },
      }),
    ).then((isDone) => isDone && onDone());
  return (
    <>
      {of.state === 'found' && <Raise of={of} isBusy={isBusy.value} onRaise={raise} />}
      {maySettle(of.state) && !of.isMine && <Settle isBusy={isBusy.value} onSettle={settle} />}
      {of.state !== 'settled' && of.isMine && <p class="quiet">{w.mine}</p>}
      {of.settlement?.word && of.settlement.byMe && (
        <button type="button" class="link flush" onClick={() => settle({ word: 'reopened', note: '' })}>
          {w.takeBack}
        </button>
      )}
      {error.value !== null && <Failure error={error.value} />}
    </>
  );
}

function Raise({ of, isBusy, onRaise }: { of: KnownContradiction; isBusy: boolean; onRaise: () => void }) {
  const w = words.value.settle;
  useLayoutEffect(() => pushKeys({ o: onRaise }), [of]);
  return (
    <button type="button" class="primary" aria-keyshortcuts="O" disabled={isBusy} onClick={onRaise}>
      {of.about === 'data' ? w.askNobody : w.ask} <kbd aria-hidden="true">O</kbd>
    </button>
  );
}

interface SettleProps {
  isBusy: boolean;
  onSettle: (body: Pick<NewSettlement, 'word' | 'note'>) => void;
}

function Settle({ isBusy, onSettle }: SettleProps) {
  const w = words.value.settle;
  const note = useSignal('');
  const needsWhy = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const settle = (word: 'upheld' | 'notUpheld' | 'withdrawn') => {
    needsWhy.value = word !== 'notUpheld' && note.peek().trim() === '';
    if (needsWhy.value) field.current?.focus();
    else onSettle({ word, note: note.peek().trim() });
  };
  useLayoutEffect(
    () =>
      pushKeys({
        a: () => settle('upheld'),
        r: () => settle('notUpheld'),
        w: () => settle('withdrawn'),
        n: () => field.current?.focus(),
      }),
    [],
  );
  const ways = [
    ['upheld', 'A', w.uphold],
    ['notUpheld', 'R', w.notUphold],
    ['withdrawn', 'W', w.withdraw],
  ] as const;
  return (
    <>
      <label class="field">
        <span>
          {w.note} <kbd aria-hidden="true">N</kbd>
        </span>
        <textarea
          ref={field}
          rows={2}
          maxLength={1000}
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation(); // the list stays open
            field.current?.blur();
          }}
        />
      </label>
      {needsWhy.value && (
        <p class="warn" role="alert">
          {w.why}
        </p>
      )}
      <div class={s.inspTools} role="group" aria-label={w.title}>
        {ways.map(([word, key, what]) => (
          <button key={word} type="button" aria-keyshortcuts={key} disabled={isBusy} onClick={() => settle(word)}>
            {what} <kbd aria-hidden="true">{key}</kbd>
          </button>
        ))}
      </div>
    </>
  );
}
