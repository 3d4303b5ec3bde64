import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { readSeveralConsequences, type AnswerWord, type ProposalSummary } from '../../shared/placeProposals.ts';
import { call } from '../api.ts';
import { count } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { pushKeys } from '../ui/keys.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { Choices } from './answerForm.tsx';
import { isForSeveral, placeQueue } from './queue.ts';
import { ReasonField } from './reasonField.tsx';
import { words } from './words.ts';
import { WouldLines } from './wouldLines.tsx';

/** Several proposals are answered at once: what would change in all, one reason, one answer. */
export function SeveralForm({ items }: { items: readonly ProposalSummary[] }) {
  const queue = placeQueue.use();
  const able = items.filter(isForSeveral);
  const chosen = able.filter(({ proposalId }) => queue.chosen.value.has(proposalId));
  if (able.length < 2) return null;
  return (
    <section class="section">
      <ChooseAll able={able} chosen={chosen.length} />
      {chosen.length > 0 && <Chosen chosen={chosen} />}
    </section>
  );
}

function ChooseAll({ able, chosen }: { able: readonly ProposalSummary[]; chosen: number }) {
  const queue = placeQueue.use();
  const w = words.value.propose;
  const l = language.value;
  const isAll = chosen === able.length;
  const choose = () => (queue.chosen.value = new Set(isAll ? [] : able.map(({ proposalId }) => proposalId)));
  return (
    <label class="check inset">
      <input type="checkbox" checked={isAll} onChange={choose} />
      {chosen === 0 ? w.chooseAll(count(able.length, l)) : w.chosen(chosen, count(chosen, l))}
    </label>
  );
}

function Chosen({ chosen }: { chosen: readonly ProposalSummary[] }) {
  const w = words.value.propose;
  const ids = chosen.map(({ proposalId }) => proposalId);
  const queue = placeQueue.use();
  const reason = useSignal('');
  const { error, isBusy, send: sending } = useSending();
  const send = (word: Exclude<AnswerWord, 'moved'>) =>
    void (isBusy.peek() || sending(() => queue.answerChosen(ids, word, reason.peek().trim() || null)));
  const asked = useAsked(`several ${ids.join()}`, (signal) =>
    call(readSeveralConsequences, { body: { proposalIds: ids }, signal }),
  );
  useLayoutEffect(
    () => pushKeys({ a: () => send('corrected'), r: () => send('refused'), i: () => send('inspect') }),
    [ids.join()],
  );
  return (
    <div class="form inset" aria-busy={asked.isAsking}>
      <h2>{w.wouldTitle}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {asked.value === undefined && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value && <WouldLines of={asked.value} />}
      <ReasonField reason={reason} />
      <Choices
        choices={[
          ['A', w.accept, () => send('corrected'), true],
          ['R', w.refuse, () => send('refused'), true],
          ['I', w.inspect, () => send('inspect'), true],
        ]}
        isBusy={isBusy.value}
      />
      {error.value !== null && <Failure error={error.value} />}
    </div>
  );
}
