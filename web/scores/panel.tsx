import { monthAfter } from '../../shared/period.ts';
import { byShare, placesOf } from '../../shared/score.ts';
import { exportScores, readStanding, type PersonStanding, type Standing } from '../../shared/scores.ts';
import { call } from '../api.ts';
import { count, dayName, monthName } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { today } from '../ui/day.ts';
import { ExportMenu } from '../ui/exportMenu.tsx';
import { Empty, Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { may, unit } from '../ui/me.ts';
import { part } from '../ui/navigate.ts';
import { PrintButton } from '../ui/print/printButton.tsx';
import { useSheet } from '../ui/print/printing.ts';
import { filedNow, speechNow } from '../ui/print/speech.ts';
import { language } from '../ui/words.ts';
import { bulletinSheet } from './bulletinSheet.ts';
import { Deeds } from './deeds.tsx';
import { Entries } from './entries.tsx';
import { labelText, pointsText, sentence, worthOf } from '../ui/scoreFigures.ts';
import { LinePanel } from './line.tsx';
import { look, lookNow } from './look.ts';
import { Objections } from './objections.tsx';
import { PersonPanel } from './person.tsx';
import { words } from './words.ts';
import s from './scores.module.css';

/** What the address names: a line and why, a person's sheet, what was entered, or how everybody stands. */
export function ScoresScreen() {
  const { month, repId, itemKey } = lookNow();
  const unitId = unit.value?.unitId;
  const asked = useAsked(`${unitId} ${month}`, (signal) => call(readStanding, { query: { unitId, month }, signal }));
  const standing = asked.value?.month === month && asked.value.unitId === unitId ? asked.value : undefined;
  if (!standing)
    return (
      <>
        <Head month={month} />
        <div class="panel-body">
          {asked.error !== undefined ? <Failure error={asked.error} onAgain={asked.again} /> : <Skeleton rows={8} />}
        </div>
      </>
    );
  if (repId !== null && itemKey !== null) return <LinePanel of={standing} repId={repId} itemKey={itemKey} />;
  if (repId !== null) return <PersonPanel of={standing} repId={repId} />;
  if (part.state.value === 'entries') return <Entries of={standing} onChange={asked.again} />;
  return <Everybody of={standing} onChange={asked.again} />;
}

function Head({ month, of }: { month: string; of?: Standing }) {
  const w = words.value.scores;
  const l = language.value;
  const isLast = month >= today.value.slice(0, 7);
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <div class="panel-title">
          <h1 class="sentence">{of ? sentence(of.unitName, monthName(month, l), w.state[of.state]) : w.title}</h1>
        </div>
        <span class="spread" />
        {of?.scheme && <Ways of={of} />}
      </div>
      <div class={s.scoreMonth}>
        <button
          type="button"
          class="tool"
          aria-label={w.before}
          title={w.before}
          onClick={() => look({ month: monthAfter(month, -1) })}
        >
          <Icon name="back" />
        </button>
        <span>{monthName(month, l)}</span>
        <button
          type="button"
          class="tool"
          aria-label={w.after}
          title={w.after}
          disabled={isLast}
          onClick={() => look({ month: monthAfter(month, 1) })}
        >
          <Icon name="next" />
        </button>
        {of?.scheme && <span class="quiet">{labelText(of.scheme.content.title, l)}</span>}
      </div>
    </header>
  );
}

function Ways({ of }: { of: Standing }) {
  useSheet(() => bulletinSheet(of, speechNow(words.value), filedNow()));
  return (
    <>
      <ExportMenu of={{ list: exportScores, query: { unitId: of.unitId, month: of.month }, hasPlace: false }} />
      <PrintButton />
    </>
  );
}

function Everybody({ of, onChange }: { of: Standing; onChange: () => void }) {
  const w = words.value.scores;
  const l = language.value;
  const open = of.objections.filter(({ answer }) => !answer).length;
  return (
    <>
      <Head month={of.month} of={of} />
      <div class="panel-body">
        {!of.scheme && (
          <Empty title={w.noScheme}>
            <p>{w.noSchemeLead}</p>
          </Empty>
        )}
        {of.daysDue > 0 && (
          <p class="quiet pad" role="status">
            {w.counting(of.daysDue, count(of.daysDue, l))}
          </p>
        )}
        {of.untilDay !== null && of.state === 'shown' && <p class="pad">{w.until(dayName(of.untilDay, l))}</p>}
        {open > 0 && <p class="pad warn">{w.waiting(open, count(open, l))}</p>}
        {of.scheme && of.people.length === 0 && <p class="quiet pad">{w.noPeople}</p>}
        {of.scheme && of.people.length > 0 && <StandingTable of={of} sections={of.scheme.content.sections} />}
        {of.objections.length > 0 && <Objections of={of} onChange={onChange} />}
        {of.state === 'closed' && <Honours of={of} />}
        {of.people.length > 0 && <Distribution of={of} />}
        {of.scheme && may('scores.enter') && (
          <button type="button" class="link pad" onClick={() => look({}, 'entries')}>
            {w.enter}
          </button>
        )}
        {of.scheme && may('scores.close') && <Deeds of={of} onChange={onChange} />}
      </div>
    </>
  );
}

type Sections = NonNullable<Standing['scheme']>['content']['sections'];

function StandingTable({ of, sections }: { of: Standing; sections: Sections }) {
  const w = words.value.scores;
  const l = language.value;
  const places = placesOf(of.people, byShare);
  return (
    <div class="scroll">
      <table class={s.scoreTable}>
        <thead>
          <tr>
            <th scope="col" class="figure">
              {w.place}
            </th>
            <th scope="col">{w.rep}</th>
            <th scope="col" class="figure">
              {w.total}
            </th>
            {sections.map(({ key, label }) => (
              <th key={key} scope="col" class="figure">
                {labelText(label, l)}
              </th>
            ))}
            <th scope="col" class="figure">
              {w.days}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.people.map((person, i) => (
            <tr key={person.repId}>
              <td class="figure">{places[i]}</td>
              <th scope="row">
                <button type="button" class="link flush" data-item onClick={() => look({ repId: person.repId })}>
                  {person.name}
                </button>
              </th>
              <td class="figure">
                <strong>{pointsText(person.points)}</strong>
                <span class={s.scoreUnder}>{`/ ${pointsText(person.most)}`}</span>
              </td>
              {sections.map((section) => (
                <td key={section.key} class="figure">
                  {pointsText(sumOf(person, section))}
                </td>
              ))}
              <td class="figure">{`${count(person.days, l)} / ${count(person.dueDays, l)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sumOf({ lines }: PersonStanding, { items }: Sections[number]): number {
  const keys = new Set(items.map(({ key }) => key));
  return lines.reduce((sum, line) => (keys.has(line.itemKey) ? sum + worthOf(line) : sum), 0);
}

function Honours({ of }: { of: Standing }) {
  const w = words.value.scores;
  return (
    <section class="section">
      <h2>{w.honours}</h2>
      <div class={s.scoreBox}>
        {of.honours.length === 0 && <p class="quiet">{w.noHonours}</p>}
        <ol class={s.scoreHonours}>
          {of.honours.map(({ place, repId, name }) => (
            <li key={repId} value={place}>
              {name}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Distribution({ of }: { of: Standing }) {
  const w = words.value.scores;
  const l = language.value;
  const most = Math.max(1, ...of.distribution.map((bin) => bin.count));
  return (
    <section class="section">
      <h2>{w.distribution}</h2>
      <div class={s.scoreBox}>
        <ul class={s.scoreBins}>
          {of.distribution.map(({ from, to, count: n }) => (
            <li key={from}>
              <span>{w.bin(from, to, count(n, l))}</span>
              <meter min={0} max={most} value={n} aria-hidden="true" />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
