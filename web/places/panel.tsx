import { useEffect, useLayoutEffect } from 'preact/hooks';
import {
  exportStands,
  listProposals,
  readStands,
  type ProposalSummary,
  type Stand,
} from '../../shared/placeProposals.ts';
import { call } from '../api.ts';
import { count, dayName, dayOf, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { pushKeys } from '../ui/keys.ts';
import { zone } from '../ui/me.ts';
import { go, part, select } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { language } from '../ui/words.ts';
import { isForSeveral, placeQueue } from './queue.ts';
import { SaidNote } from './saidNote.tsx';
import { SeveralForm } from './severalForm.tsx';
import { words } from './words.ts';
import s from './places.module.css';

const parts = ['open', 'answered', 'stands'] as const;
type Part = (typeof parts)[number];

/** Places that are proposed, those that were answered, and where somebody must stand. */
export function PlacesScreen() {
  const w = words.value.propose;
  const state = part.state.value;
  const shown: Part = state === 'answered' || state === 'stands' ? state : 'open';
  const choose = (one: Part) => go({ state: one === 'open' ? null : one }, { replace: true });
  return (
    <>
      {shown === 'stands' ? <Stands choose={choose} /> : <Proposals key={shown} shown={shown} choose={choose} />}
      <span class="visually-hidden">{w.title}</span>
    </>
  );
}

function Head({ sentence, shown, choose, tools }: HeadProps) {
  const w = words.value.propose;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <UnitPicker />
        <span class="spread" />
        {tools}
      </div>
      <h1 class="sentence">{sentence}</h1>
      <div class="chips" role="group" aria-label={w.title}>
        {parts.map((one) => (
          <button key={one} type="button" class="chip" aria-pressed={shown === one} onClick={() => choose(one)}>
            {w.parts[one]}
          </button>
        ))}
      </div>
    </header>
  );
}

interface HeadProps {
  sentence: string;
  shown: Part;
  choose: (one: Part) => void;
  tools?: preact.ComponentChildren;
}

function Proposals({ shown, choose }: { shown: 'open' | 'answered'; choose: (one: Part) => void }) {
  const queue = placeQueue.use();
  const w = words.value.propose;
  const l = language.value;
  const unitId = part.unitId.value;
  const asked = useAsked(`${shown} ${unitId} ${queue.version.value}`, (signal) =>
    call(listProposals, { query: { unitId, state: shown }, signal }),
  );
  const items = asked.value?.items;
  useEffect(() => {
    if (items) queue.items.value = items;
  }, [items]);
  useLayoutEffect(() => {
    const first = () => {
      const [one] = queue.items.peek();
      if (one) select({ kind: 'proposal', id: one.proposalId });
    };
    const choose = () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-proposal]');
      return row ? queue.choose(row.dataset['proposal']!) : false;
    };
    return pushKeys({ j: first, x: choose });
  }, []);
  const n = items?.length ?? 0;
  const sentence = (shown === 'open' ? w.sentence : w.answeredSentence)(n, count(n, l));
  return (
    <>
      <Head sentence={items ? sentence : w.title} shown={shown} choose={choose} />
      <div class="panel-body">
        <SaidNote />
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!items && asked.error === undefined && <Skeleton rows={6} />}
        {items?.length === 0 && <p class="quiet pad">{shown === 'open' ? w.none : w.noneAnswered}</p>}
        {items && shown === 'open' && <SeveralForm items={items} />}
        {items?.map((one) => (
          <ProposalItem key={one.proposalId} proposal={one} />
        ))}
      </div>
    </>
  );
}

function ProposalItem({ proposal }: { proposal: ProposalSummary }) {
  const w = words.value.propose;
  const l = language.value;
  const { proposalId, kind, name, code, state, movedM, retailers, witnesses, people, madeAt } = proposal;
  const facts = [
    movedM === null ? null : w.moves(metres(movedM, l)),
    kind === 'frame' ? w.shops(retailers, count(retailers, l)) : null,
    witnesses > 0 && kind === 'learned' ? w.witnesses(witnesses, count(witnesses, l), people, count(people, l)) : null,
  ];
  return (
    <div class={s.placeRow} data-proposal={proposalId}>
      {isForSeveral(proposal) && <Choose proposal={proposal} />}
      <button type="button" class="item" data-item onClick={() => select({ kind: 'proposal', id: proposalId })}>
        <span class="item-text">
          <span class="item-title">{name}</span>
          <span class="item-more">{[code, w.kind[kind]].filter((one) => one !== null).join(' · ')}</span>
          <span class="item-more">{facts.filter((one) => one !== null).join(' · ')}</span>
        </span>
        <span class="item-end">
          <span>{dayName(dayOf(new Date(madeAt), zone.value), l)}</span>
          {state !== 'open' && <span class="quiet">{w.state[state]}</span>}
        </span>
      </button>
    </div>
  );
}

function Choose({ proposal: { proposalId, name } }: { proposal: ProposalSummary }) {
  const queue = placeQueue.use();
  return (
    <input
      type="checkbox"
      aria-label={words.value.propose.choose(name)}
      title="X"
      checked={queue.chosen.value.has(proposalId)}
      onChange={() => queue.choose(proposalId)}
    />
  );
}

function Stands({ choose }: { choose: (one: Part) => void }) {
  const queue = placeQueue.use();
  const w = words.value.propose;
  const l = language.value;
  const unitId = part.unitId.value;
  const asked = useAsked(`stands ${unitId}`, (signal) => call(readStands, { query: { unitId }, signal }));
  const items = asked.value?.items;
  useEffect(() => {
    queue.shown.value = items ? { moves: [], witnesses: [], walk: items.map(({ at }) => at) } : null;
    return () => void (queue.shown.value = null);
  }, [items]);
  const undecided = items?.reduce((sum, stand) => sum + stand.undecided, 0) ?? 0;
  return (
    <>
      <Head
        sentence={items ? w.standSentence(count(items.length, l), count(undecided, l)) : w.title}
        shown="stands"
        choose={choose}
        tools={
          items && items.length > 0 && <ExportMenu of={{ list: exportStands, query: { unitId }, hasPlace: true }} />
        }
      />
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!items && asked.error === undefined && <Skeleton rows={6} />}
        {items?.length === 0 && <p class="quiet pad">{w.noStands}</p>}
        {items?.map((stand) => (
          <StandItem key={stand.no} stand={stand} />
        ))}
      </div>
    </>
  );
}

function StandItem({ stand }: { stand: Stand }) {
  const w = words.value.propose;
  const l = language.value;
  const reasons = [...new Set(stand.retailers.map(({ why }) => w.why[why]))].join(' · ');
  return (
    <button
      type="button"
      class="item"
      data-item
      onClick={() => select({ kind: 'retailer', id: stand.retailers[0]!.retailerId })}
    >
      <span class="stop-number">{stand.no}</span>
      <span class="item-text">
        <span class="item-title">{stand.retailers.map(({ name }) => name).join(', ')}</span>
        <span class="item-more">{reasons}</span>
      </span>
      <span class="item-end">
        <span>{w.undecided(stand.undecided, count(stand.undecided, l))}</span>
        <span class="quiet">{stand.no === 1 ? '' : metres(stand.metres, l)}</span>
      </span>
    </button>
  );
}
