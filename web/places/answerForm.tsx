import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AnswerWord, Proposal } from '../../shared/placeProposals.ts';
import { Failure } from '../ui/failure.tsx';
import { today } from '../ui/day.ts';
import { pushKeys } from '../ui/keys.ts';
import { placeQueue } from './queue.ts';
import { ReasonField } from './reasonField.tsx';
import { words } from './words.ts';
import s from './places.module.css';

/** Accept as a correction or as a move, refuse, or send somebody there; each by its key. */
export function AnswerForm({ proposal }: { proposal: Proposal }) {
  const w = words.value.propose;
  const { day, reason, error, isBusy, send } = useAnswer(proposal);
  const dayField = useRef<HTMLInputElement>(null);
  const hasPlace = proposal.kind === 'frame' || proposal.position !== null;
  const canMove = proposal.kind !== 'frame' && proposal.position !== null;
  const move = () => (day.peek() === '' ? dayField.current?.focus() : void send('moved'));
  useLayoutEffect(
    () =>
      pushKeys({
        a: () => (hasPlace ? void send('corrected') : false),
        m: () => (canMove ? move() : false),
        r: () => void send('refused'),
        i: () => void send('inspect'),
      }),
    [proposal],
  );
  const choices: Choice[] = [
    ['A', w.accept, () => void send('corrected'), hasPlace],
    ['M', w.move, move, canMove],
    ['R', w.refuse, () => void send('refused'), true],
    ['I', w.inspect, () => void send('inspect'), proposal.kind !== 'frame'],
  ];
  return (
    <section class="section">
      <h2>{w.answer}</h2>
      <div class="form inset">
        {canMove && (
          <label class="field">
            <span>{w.fromDay}</span>
            <input
              ref={dayField}
              type="date"
              max={today.value}
              value={day.value}
              onInput={(event) => (day.value = event.currentTarget.value)}
            />
          </label>
        )}
        <ReasonField reason={reason} />
        <Choices choices={choices} isBusy={isBusy.value} />
        {error.value !== null && <Failure error={error.value} />}
      </div>
    </section>
  );
}

/** Its key, what it is called, what it does, and whether it can be chosen here. */
type Choice = [key: string, word: string, act: () => void, isOffered: boolean];

export function Choices({ choices, isBusy }: { choices: readonly Choice[]; isBusy: boolean }) {
  return (
    <div class={s.placeChoices} role="group" aria-label={words.value.propose.answer}>
      {choices.map(
        ([key, word, act, isOffered]) =>
          isOffered && (
            <button key={key} type="button" aria-keyshortcuts={key} disabled={isBusy} onClick={act}>
              {word} <kbd aria-hidden="true">{key}</kbd>
            </button>
          ),
      )}
    </div>
  );
}

function useAnswer(proposal: Proposal) {
  const queue = placeQueue.use();
  const day = useSignal(proposal.fromDay ?? '');
  const reason = useSignal('');
  const error = useSignal<unknown>(null);
  const isBusy = useSignal(false);
  const send = async (word: AnswerWord) => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    error.value = null;
    try {
      const fromDay = word === 'moved' ? day.peek() : null;
      await queue.answer(proposal, { word, fromDay, reason: reason.peek().trim() || null });
    } catch (failed) {
      error.value = failed;
      isBusy.value = false;
    }
  };
  return { day, reason, error, isBusy, send };
}
