import type { ImportStructure } from '../../shared/imports.ts';
import { count } from '../format.ts';
import { may } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { structureWords } from './importWords.ts';
import s from './retailers.module.css';

/** More are not read on a screen. */
const MOST_SHOWN = 12;

/** The units and territories that an import makes or has made, and the reps that nobody is. */
export function StructurePart({ structure, isDone = false }: { structure: ImportStructure | null; isDone?: boolean }) {
  const w = structureWords.value;
  const l = language.value;
  if (!structure) return null;
  const { newUnits, newTerritories, placedCount, unknownReps, sharedTerritories } = structure;
  const isNothing = newUnits.length + newTerritories.length === 0;
  return (
    <section class="section">
      <h2>{w.title}</h2>
      <div class={`inset ${s.structure}`}>
        <p>{isNothing ? w.made.nothing : isDone ? w.made.were : w.made.willBe}</p>
        {newUnits.length > 0 && (
          <Names
            head={w.units(newUnits.length, count(newUnits.length, l))}
            names={newUnits.map((name) => [name, ''])}
          />
        )}
        {newTerritories.length > 0 && (
          <Names
            head={w.territories(newTerritories.length, count(newTerritories.length, l))}
            names={newTerritories.map(({ kind, name, unitName, repName, retailerCount }) => [
              name,
              w.territory(w.kind[kind], unitName, count(retailerCount, l), repName),
            ])}
          />
        )}
        {placedCount > 0 && <p>{w.placed(placedCount, count(placedCount, l))}</p>}
        {unknownReps.length > 0 && (
          <>
            <p class="warn">{w.unknown(unknownReps.length, count(unknownReps.length, l))}</p>
            <Names
              names={unknownReps.map(({ name, rowCount, why }) => [
                name,
                `${w.rows(rowCount, count(rowCount, l))} · ${w.why[why]}`,
              ])}
            />
            {isDone && <AddThem unknown={unknownReps} />}
          </>
        )}
        {sharedTerritories.length > 0 && (
          <p class="warn">{w.shared(sharedTerritories.join(l === 'zh' ? '、' : ', '))}</p>
        )}
      </div>
    </section>
  );
}

/** Those whom nobody knows are added on a page of their own; then the same file, read again, gives them their territories. */
function AddThem({ unknown }: { unknown: ImportStructure['unknownReps'] }) {
  const w = structureWords.value;
  const names = unknown.filter(({ why }) => why === 'unknown').map(({ name, unitName }) => `${name}\t${unitName}`);
  if (names.length === 0 || !may('people.manage')) return null;
  return (
    <p>
      <a class="button" target="_blank" href={`/people/add?q=${encodeURIComponent(names.join('\n'))}`}>
        {w.addThem(names.length, count(names.length, language.value))}
      </a>
      <span class="quiet"> {w.thenAgain}</span>
    </p>
  );
}

function Names({ head, names }: { head?: string; names: readonly (readonly [name: string, more: string])[] }) {
  const w = structureWords.value;
  return (
    <div>
      {head !== undefined && <strong>{head}</strong>}
      <ul class={s.names}>
        {names.slice(0, MOST_SHOWN).map(([name, more]) => (
          <li key={`${name} ${more}`}>
            {name}
            {more !== '' && <span class="quiet"> {more}</span>}
          </li>
        ))}
        {names.length > MOST_SHOWN && <li class="quiet">{w.more(count(names.length - MOST_SHOWN, language.value))}</li>}
      </ul>
    </div>
  );
}
