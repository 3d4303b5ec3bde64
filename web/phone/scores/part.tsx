import { useSignal } from '@preact/signals';
import { readStanding, type Standing, type StandingLine } from '../../../shared/scores.ts';
import { CORRECTION_KEY } from '../../../shared/score.ts';
import { call } from '../../api.ts';
import { count, dayName, monthName } from '../../format.ts';
import { useAsked } from '../../ui/asked.ts';
import { Failure, Skeleton } from '../../ui/failure.tsx';
import { itemName, pointsText, sentence, worthOf } from '../../ui/scoreFigures.ts';
import { lineText, scoreWords } from '../../ui/scoreWords.ts';
import { language } from '../../ui/words.ts';
import { objectionTo } from '../acts.ts';
import { acts, isOnline, kept } from '../day.ts';
import { ObjectionForm } from './objectionForm.tsx';
import { Evidence } from './evidence.tsx';
import { standingWords } from './words.ts';
import s from '../phone.module.css';

/** My scores: the month that is shown with what may be objected to, the last that is closed, and this one as it would be. */
export function ScorePart() {
  const months = kept.value?.scores ?? [];
  if (months.length === 0) return null;
  return (
    <section class="section">
      <h2>{scoreWords.value.score.title}</h2>
      {months.map((of) => (
        <Month key={of.month} of={of} />
      ))}
      {isOnline.value && <Present unitId={months[0]!.unitId} />}
    </section>
  );
}

/** A month's sum, and below it its lines. */
function Month({ of }: { of: Standing }) {
  const w = scoreWords.value.score;
  const l = language.value;
  const term = of.state === 'shown' && of.untilDay ? w.until(dayName(of.untilDay, l)) : '';
  return (
    <details class={s.own}>
      <summary>
        <span class="item-text">
          <span class={s.stopName}>{monthName(of.month, l)}</span>
          <span class="item-more">{sentence(w.state[of.state], term)}</span>
        </span>
        <Sum of={of} />
      </summary>
      <Lines of={of} />
    </details>
  );
}

function Sum({ of }: { of: Standing }) {
  const [mine] = of.people;
  return mine ? (
    <strong class="spread">{standingWords.value.standing.of(pointsText(mine.points), pointsText(mine.most))}</strong>
  ) : null;
}

function Lines({ of }: { of: Standing }) {
  const w = scoreWords.value.score;
  const l = language.value;
  const bins = of.distribution.flatMap(({ from, to, count: n }) => (n > 0 ? [w.bin(from, to, count(n, l))] : []));
  const [mine] = of.people;
  if (!mine) return <p class="quiet pad">{standingWords.value.standing.none}</p>;
  return (
    <>
      {mine.lines.map((line) => (
        <Line key={line.itemKey} of={of} repId={mine.repId} line={line} />
      ))}
      {bins.length > 0 && <p class="quiet pad">{`${w.distribution} ${bins.join(' · ')}`}</p>}
      {of.honours.length > 0 && (
        <p class="quiet pad">
          {[w.honours, of.honours.map(({ place, name }) => `${count(place, l)}. ${name}`).join(' · ')].join(' ')}
        </p>
      )}
    </>
  );
}

/** One item: what it is worth, from what, and whether it is objected to. */
function Line({ of, repId, line }: { of: Standing; repId: string; line: StandingLine }) {
  const w = scoreWords.value.score;
  const isOpen = useSignal(false);
  const name = itemName(of.scheme?.content, line.itemKey, w.correction, language.value);
  const said = objectionTo(of, line.itemKey, acts.value);
  return (
    <details class={s.own} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        <span class="item-text">
          <span>{name}</span>
          <span class="item-more">{lineText(of, line)}</span>
          {line.corrected !== null && <span class="item-more good">{w.correctedTo(pointsText(line.corrected))}</span>}
          {said && <span class="item-more">{saidText(said)}</span>}
        </span>
        <span class="spread">{standingWords.value.standing.of(pointsText(worthOf(line)), pointsText(line.most))}</span>
      </summary>
      {isOpen.value && (
        <>
          {said && <Said of={said} />}
          {!said && mayObject(of, line) && <ObjectionForm of={of} line={line} name={name} />}
          {isOnline.value && <Evidence of={of} repId={repId} itemKey={line.itemKey} />}
        </>
      )}
    </details>
  );
}

const mayObject = ({ state, untilDay }: Standing, { itemKey }: StandingLine): boolean =>
  state === 'shown' && untilDay !== null && kept.value!.day <= untilDay && itemKey !== CORRECTION_KEY;

type Objected = NonNullable<ReturnType<typeof objectionTo>>;

function saidText({ answer, isWaiting }: Objected): string {
  const w = standingWords.value.standing;
  const { answered, upheld, refused } = scoreWords.value.score;
  if (isWaiting) return w.waits;
  return answer ? answered(answer.by, answer.isUpheld ? upheld : refused) : w.said;
}

function Said({ of }: { of: Objected }) {
  return (
    <div class={s.ownForm}>
      <p>{of.note}</p>
      {of.answer && <p class="quiet">{of.answer.why}</p>}
    </div>
  );
}

/** The month under way: reckoned only when somebody looks. */
function Present({ unitId }: { unitId: string }) {
  const isOpen = useSignal(false);
  return (
    <details class={s.own} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        <span class={s.stopName}>{standingWords.value.standing.present}</span>
      </summary>
      {isOpen.value && <PresentMonth unitId={unitId} />}
    </details>
  );
}

function PresentMonth({ unitId }: { unitId: string }) {
  const month = kept.value!.day.slice(0, 7);
  const asked = useAsked(`${unitId} ${month}`, (signal) => call(readStanding, { query: { unitId, month }, signal }));
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return <Skeleton rows={3} />;
  return (
    <>
      <p class="row pad">
        <Sum of={asked.value} />
      </p>
      <Lines of={asked.value} />
    </>
  );
}
