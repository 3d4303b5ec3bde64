import type { KnownContradiction } from '../../shared/settlements.ts';
import { dateTime } from '../format.ts';
import { zone } from '../ui/me.ts';
import { select } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

/** Where it comes from: the finding and the claim, one step away. */
export function Facts({ of }: { of: KnownContradiction }) {
  const w = words.value.settle;
  return (
    <>
      <dl class="facts">
        <dt>{w.plan}</dt>
        <dd>{of.planTitle}</dd>
        <dt>{w.inspector}</dt>
        <dd>{of.inspectorName}</dd>
        {of.repName !== null && (
          <>
            <dt>{w.rep}</dt>
            <dd>{of.repName}</dd>
          </>
        )}
      </dl>
      <div class={s.inspTools}>
        <button type="button" class="link flush" onClick={() => select({ kind: 'case', id: of.caseId })}>
          {w.finding}
        </button>
        {of.visitIds.map((id) => (
          <button key={id} type="button" class="link flush" onClick={() => select({ kind: 'visit', id })}>
            {w.visit}
          </button>
        ))}
      </div>
    </>
  );
}

/** What was said of it: the word of whoever is asked, and how it was settled. */
export function Parties({ of: { asked, answer, settlement } }: { of: KnownContradiction }) {
  const w = words.value;
  const at = (instant: string) => dateTime(instant, language.value, zone.value);
  return (
    <>
      {asked && <p class="quiet">{w.settle.asked(asked.name, at(asked.until))}</p>}
      {answer && (
        <div class={s.inspProves}>
          <p>{answer.note}</p>
          <p class="quiet">
            {w.settle.said(asked?.name ?? '', at(answer.saidAt))}
            {answer.isLate && ` · ${w.settle.late}`}
          </p>
        </div>
      )}
      {settlement?.word && (
        <div class={s.inspProves}>
          <strong>{w.settled[settlement.word]}</strong>
          {settlement.note !== '' && <p>{settlement.note}</p>}
          <p class="quiet">{w.settle.settledBy(settlement.by, at(settlement.at))}</p>
        </div>
      )}
    </>
  );
}
