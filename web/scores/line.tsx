import { readLine, type EvidenceRow, type Standing, type StandingLine } from '../../shared/scores.ts';
import type { ScoreItem } from '../../shared/scoreScheme.ts';
import { call } from '../api.ts';
import { count, dayName, monthName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { BackBar } from '../ui/detailHead.tsx';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { Curve } from './curve.tsx';
import { itemName, itemNamed, labelText, pointsText, sentence, worthOf } from '../ui/scoreFigures.ts';
import { look } from './look.ts';
import { lineText } from '../ui/scoreWords.ts';
import { words } from './words.ts';
import s from './scores.module.css';

/** Why a line is worth what it is: its number, the curve, every fact that it stands on. */
export function LinePanel({ of, repId, itemKey }: { of: Standing; repId: string; itemKey: string }) {
  const w = words.value.scores;
  const l = language.value;
  const { unitId, month } = of;
  const asked = useAsked(`${unitId} ${month} ${repId} ${itemKey}`, (signal) =>
    call(readLine, { query: { unitId, month, repId, itemKey }, signal }),
  );
  const name = itemName(of.scheme?.content, itemKey, w.correction, l);
  const person = of.people.find((one) => one.repId === repId)?.name ?? '';
  const item = itemNamed(of.scheme?.content, itemKey);
  return (
    <>
      <header class="panel-head">
        <BackBar title={name} back={words.value.back} onBack={() => look({ itemKey: null })} />
        <p class="quiet">{sentence(person, monthName(month, l), w.state[of.state])}</p>
        {item?.hint && <p class="quiet">{labelText(item.hint, l)}</p>}
      </header>
      <div class="panel-body">
        {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
        {!asked.value && asked.error === undefined && <Skeleton rows={6} />}
        {asked.value && (
          <>
            <p class={s.scoreTotal}>
              <strong>{pointsText(worthOf(asked.value.line))}</strong>
              <span>{`/ ${pointsText(asked.value.line.most)}`}</span>
              {asked.value.before !== null && <span class="quiet">{w.beforeWas(pointsText(asked.value.before))}</span>}
            </p>
            <p class="pad">{lineText(of, asked.value.line)}</p>
            {item && item.source !== 'events' && <CurveOf item={item} line={asked.value.line} />}
            <h2 class={s.scoreSub}>{w.evidence(count(asked.value.evidence.length, l))}</h2>
            {byDay(asked.value.evidence).map((row) => (
              <Fact key={row.id} row={row} />
            ))}
            <p class={`quiet pad ${s.scoreHash}`}>{w.evidenceHash(asked.value.evidenceSha256)}</p>
          </>
        )}
      </div>
    </>
  );
}

/** The newest first; what has no day in its own order. */
const byDay = (rows: readonly EvidenceRow[]): EvidenceRow[] =>
  [...rows].sort((one, other) => (other.day ?? '').localeCompare(one.day ?? ''));

function CurveOf({ item, line }: { item: Exclude<ScoreItem, { source: 'events' }>; line: StandingLine }) {
  const { num, den, target, points, n } = line;
  const value = den === 0 ? num : num / den;
  const isKnown = n > 0 && line.state === 'scored';
  const read = item.curve.over === 'target' && target ? value / target : value;
  return <Curve curve={item.curve} value={isKnown ? read : null} points={points} label={words.value.scores.curve} />;
}

function Fact({ row }: { row: EvidenceRow }) {
  const l = language.value;
  const { day, what, num, den, by, visitId } = row;
  const says = (
    <>
      <span class="item-text">
        <span class="item-title">{what ?? row.id}</span>
        {by !== null && <span class="item-more">{by}</span>}
      </span>
      <span class="item-end">
        <span>{day === null ? '' : day.length === 7 ? monthName(day, l) : dayName(day, l)}</span>
        <span class="quiet">{den === 0 ? count(num, l) : `${count(num, l)} / ${count(den, l)}`}</span>
      </span>
    </>
  );
  if (visitId === null) return <div class="item">{says}</div>;
  return (
    <button type="button" class="item" data-item onClick={() => go({ selection: { kind: 'visit', id: visitId } })}>
      {says}
    </button>
  );
}
