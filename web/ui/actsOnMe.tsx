import { useSignal } from '@preact/signals';
import { listActsOnMe } from '../../shared/access.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { useAsked } from './asked.ts';
import { words } from './actWords.ts';
import { me } from './me.ts';
import { remember, remembered } from './remember.ts';
import { language } from './words.ts';

/** Until when the reader of this browser has been told, by person. */
const keptFor = (personId: string): string => `acts-told-${personId}`;

/** Who else did something to the reader's tokens, password or rights: whoever can act in their name is known to them. */
export function ActsOnMe({ zone }: { zone: string | undefined }) {
  const personId = me.value?.person.personId ?? '';
  const told = useSignal(Number(remembered(keptFor(personId)) ?? 0));
  const asked = useAsked(`acts ${personId}`, () => call(listActsOnMe));
  // whoever signs in for the first time knows that somebody added them
  const acts = (asked.value?.items ?? []).filter(({ actNo, act }) => actNo > told.value && act !== 'person.added');
  if (personId === '' || acts.length === 0) return null;
  const { acts: w } = words.value;
  const hide = () => {
    told.value = acts[0]!.actNo; // the newest is the first
    remember(keptFor(personId), String(told.value));
  };
  return (
    <section class="banner is-outdated" role="status" aria-label={w.title}>
      {acts.map(({ actNo, act, at, byName }) => (
        <p key={actNo}>{w.of[act](byName ?? w.owner, dateTime(at, language.value, zone))}</p>
      ))}
      {w.unknown}{' '}
      <button type="button" class="link" onClick={hide}>
        {w.understood}
      </button>
    </section>
  );
}
