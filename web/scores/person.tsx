import type { PersonStanding, Standing, StandingLine } from '../../shared/scores.ts';
import { count, monthName } from '../format.ts';
import { BackBar } from '../ui/detailHead.tsx';
import { language } from '../ui/words.ts';
import { itemName, pointsText, sentence, worthOf } from '../ui/scoreFigures.ts';
import { look } from './look.ts';
import { lineText } from '../ui/scoreWords.ts';
import { words } from './words.ts';
import s from './scores.module.css';

/** A person's sheet: every item with its number and its points; each opens into why. */
export function PersonPanel({ of, repId }: { of: Standing; repId: string }) {
  const w = words.value.scores;
  const l = language.value;
  const person = of.people.find((one) => one.repId === repId);
  return (
    <>
      <header class="panel-head">
        <BackBar title={person?.name ?? ''} back={words.value.back} onBack={() => look({ repId: null })} />
        <p class="quiet">{sentence(of.unitName, monthName(of.month, l), w.state[of.state])}</p>
      </header>
      <div class="panel-body">
        {!person && <p class="quiet pad">{w.noPeople}</p>}
        {person && <Total person={person} />}
        {person?.lines.map((line) => (
          <Line key={line.itemKey} of={of} line={line} onOpen={() => look({ itemKey: line.itemKey })} />
        ))}
      </div>
    </>
  );
}

function Total({ person }: { person: PersonStanding }) {
  const w = words.value.scores;
  const l = language.value;
  return (
    <p class={s.scoreTotal}>
      <strong>{pointsText(person.points)}</strong>
      <span>{`/ ${pointsText(person.most)}`}</span>
      <span class="quiet">{w.daysOf(count(person.days, l), count(person.dueDays, l))}</span>
    </p>
  );
}

function Line({ of, line, onOpen }: { of: Standing; line: StandingLine; onOpen: () => void }) {
  const w = words.value.scores;
  const l = language.value;
  const scheme = of.scheme?.content;
  const name = itemName(scheme, line.itemKey, w.correction, l);
  return (
    <button type="button" class="item" data-item aria-label={w.whyOf(name)} onClick={onOpen}>
      <span class="item-text">
        <span class="item-title">{name}</span>
        <span class="item-more">{lineText(of, line)}</span>
        {line.corrected !== null && <span class="item-more good">{w.correctedTo(pointsText(line.corrected))}</span>}
      </span>
      <span class="item-end">
        <strong>{pointsText(worthOf(line))}</strong>
        <span class="quiet">{`/ ${pointsText(line.most)}`}</span>
      </span>
    </button>
  );
}
