import { useEffect, useLayoutEffect } from 'preact/hooks';
import { readConsequences, readProposal, type Proposal } from '../../shared/placeProposals.ts';
import { call } from '../api.ts';
import { count, dateTime, dayName, degrees, metres } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { DetailHead } from '../ui/detailHead.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { pushKeys } from '../ui/keys.ts';
import { zone } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { AnswerForm } from './answerForm.tsx';
import { PERSON_COLOURS } from './placeLayer.ts';
import { placeQueue } from './queue.ts';
import { SaidNote } from './saidNote.tsx';
import { WouldLines } from './wouldLines.tsx';
import { words } from './words.ts';
import s from './places.module.css';

/** One proposed place: from where to where, who saw it there, and what the judge would say then. */
export function ProposalPanel({ id: proposalId }: { id: string }) {
  const queue = placeQueue.use();
  const w = words.value.propose;
  const asked = useAsked(`${proposalId} ${queue.version.value}`, (signal) =>
    call(readProposal, { params: { proposalId }, signal }),
  );
  const proposal = asked.value?.proposalId === proposalId ? asked.value : undefined;
  useLayoutEffect(
    () =>
      pushKeys({
        j: () => queue.step(proposalId, 1),
        k: () => queue.step(proposalId, -1),
        x: () => queue.choose(proposalId),
      }),
    [proposalId],
  );
  useShown(proposal);
  return (
    <>
      <DetailHead title={proposal?.name ?? w.title}>
        <Step proposalId={proposalId} />
      </DetailHead>
      <div class="panel-body">
        <SaidNote />
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!proposal && asked.error === undefined && <Skeleton />}
        {proposal && <Whole key={proposalId} proposal={proposal} />}
      </div>
    </>
  );
}

function Step({ proposalId }: { proposalId: string }) {
  const queue = placeQueue.use();
  const w = words.value.propose;
  const ids = queue.items.value.map((one) => one.proposalId);
  const at = ids.indexOf(proposalId);
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={w.previous}
        title={`${w.previous}  K`}
        disabled={at <= 0}
        onClick={() => queue.step(proposalId, -1)}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={w.next}
        title={`${w.next}  J`}
        disabled={at < 0 || at >= ids.length - 1}
        onClick={() => queue.step(proposalId, 1)}
      >
        <Icon name="next" />
      </button>
    </>
  );
}

function Whole({ proposal }: { proposal: Proposal }) {
  const isWaiting = proposal.state === 'open' || proposal.state === 'inspect';
  return (
    <>
      <Facts proposal={proposal} />
      {isWaiting && <Would proposal={proposal} />}
      {isWaiting && <AnswerForm proposal={proposal} />}
      <Witnesses proposal={proposal} />
      <Answers proposal={proposal} />
    </>
  );
}

function Facts({ proposal }: { proposal: Proposal }) {
  const w = words.value.propose;
  const l = language.value;
  const { kind, state, movedM, reading, retailers, sharedWith, stored, position, sigmaM, fromDay, toldBy, note } =
    proposal;
  const rows: [string, string | null][] = [
    [w.origin, [w.kind[kind], state === 'open' ? null : w.state[state]].filter(Boolean).join(' · ')],
    [w.fileFrame, reading && w.reading(frameName(reading.numbersIn), frameName(reading.takenFor))],
    [w.concerns, kind === 'frame' ? w.shops(retailers, count(retailers, l)) : null],
    [w.saidBy, toldBy !== null && fromDay !== null ? w.told(toldBy, dayName(fromDay, l)) : null],
    [w.note, note],
    [w.stored, stored && degrees(stored)],
    [
      w.proposed,
      position &&
        [degrees(position), sigmaM === null ? null : w.within(metres(Math.round(2.4477 * sigmaM), l))]
          .filter(Boolean)
          .join(' · '),
    ],
    [w.distance, movedM === null ? null : metres(movedM, l)],
  ];
  const hints = [
    kind === 'told' && position === null ? `${w.toldNowhere} ${w.ownPlace}` : null,
    kind === 'learned' && fromDay !== null ? w.since(dayName(fromDay, l)) : null,
    sharedWith > 0 ? w.shared(count(sharedWith, l)) : null,
  ].filter((hint) => hint !== null);
  return (
    <section class="section">
      <dl class="facts">
        {rows
          .filter(([, value]) => value)
          .flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
      </dl>
      {hints.map((hint) => (
        <p key={hint} class="pad">
          {hint}
        </p>
      ))}
      {proposal.retailerId !== null && (
        <button type="button" class="link pad" onClick={() => select({ kind: 'retailer', id: proposal.retailerId! })}>
          {[proposal.code, proposal.name].filter(Boolean).join(' ')}
        </button>
      )}
    </section>
  );
}

function frameName(frame: 'wgs84' | 'gcj02' | 'bd09'): string {
  return { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' }[frame];
}

/** What the judge would say of the visits. */
function Would({ proposal }: { proposal: Proposal }) {
  const w = words.value.propose;
  const { proposalId, kind, fromDay, position } = proposal;
  const day = kind === 'told' ? fromDay : null;
  const canAsk = kind === 'frame' || position !== null;
  const asked = useAsked(`${proposalId} would`, async (signal) =>
    canAsk ? call(readConsequences, { params: { proposalId }, query: { fromDay: day }, signal }) : undefined,
  );
  if (!canAsk) return null;
  return (
    <section class="section" aria-busy={asked.isAsking}>
      <h2>{w.wouldTitle}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {asked.value === undefined && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value && <WouldLines of={asked.value} />}
    </section>
  );
}

function Witnesses({ proposal }: { proposal: Proposal }) {
  const w = words.value.propose;
  const l = language.value;
  if (proposal.witnessed.length === 0) return null;
  const people = peopleOf(proposal);
  return (
    <section class="section">
      <h2>{w.witnessTitle}</h2>
      {proposal.witnessed.map(({ visitId, personId, personName, day, sigmaM, isAnchor }) => (
        <button
          key={`${visitId} ${personId} ${day}`}
          type="button"
          class="item"
          data-item
          disabled={visitId === null}
          onClick={() => visitId !== null && select({ kind: 'visit', id: visitId })}
        >
          <span class="item-text">
            <span>
              <span class={`${s.placeWho} p${people.indexOf(personId) % PERSON_COLOURS}`} />
              {personName ?? w.somebody}
              {isAnchor && ` · ${w.inspector}`}
            </span>
          </span>
          <span class="item-end">
            <span>{dayName(day, l)}</span>
            <span class="quiet">±{metres(sigmaM, l)}</span>
          </span>
        </button>
      ))}
    </section>
  );
}

function Answers({ proposal }: { proposal: Proposal }) {
  const w = words.value.propose;
  const l = language.value;
  if (proposal.answers.length === 0) return null;
  return (
    <section class="section">
      <h2>{w.answers}</h2>
      {proposal.answers.map(({ answerNo, word, fromDay, reason, byName, at }) => (
        <div key={answerNo} class="pad">
          <p>
            <strong>{w.state[word]}</strong>
            {fromDay !== null && ` · ${w.fromDay} ${dayName(fromDay, l)}`}{' '}
            <span class="quiet">{dateTime(at, l, zone.value)}</span>
          </p>
          <p class="quiet">{[byName, reason].filter(Boolean).join(' · ')}</p>
        </div>
      ))}
    </section>
  );
}

function peopleOf({ witnessed }: Proposal): string[] {
  return [...new Set(witnessed.map(({ personId }) => personId))];
}

/** Shows a proposal on the map for as long as it is open. */
function useShown(proposal: Proposal | undefined): void {
  const queue = placeQueue.use();
  useEffect(() => {
    if (!proposal) return;
    const { stored, position, thresholdM, sigmaM, moves, witnessed } = proposal;
    const people = peopleOf(proposal);
    queue.shown.value = {
      moves: [
        ...(stored || position ? [{ from: stored, to: position, thresholdM, sigmaM }] : []),
        ...moves.map(({ from, to }) => ({ from, to, thresholdM: null, sigmaM: null })),
      ],
      witnesses: witnessed.map(({ at, personId, isAnchor }) => ({ at, person: people.indexOf(personId), isAnchor })),
      walk: [],
    };
    return () => void (queue.shown.value = null);
  }, [proposal]);
}
