import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { CoordinateTrust, RetailerState } from '../../shared/retailers.ts';
import { Day } from '../../shared/text.ts';
import { dayView } from '../ui/day.ts';
import { go, part } from '../ui/navigate.ts';
import { words } from './words.ts';
import s from './retailers.module.css';

/** What the list is narrowed to beside the search, as the address says under names of its own. */
export interface Narrowed {
  grade?: string;
  trust?: CoordinateTrust;
  state?: RetailerState;
  territoryId?: string;
  notVisitedSince?: string;
}

/** Each part's name in the address. */
const NAMES = {
  grade: 'grade',
  trust: 'trust',
  state: 'life',
  territoryId: 'area',
  notVisitedSince: 'since',
} as const satisfies Record<keyof Narrowed, string>;

/** What the address says; of what it cannot be the list is not narrowed. */
export function narrowed(): Narrowed {
  const own = part.own.value;
  const territory = own[NAMES.territoryId];
  const said = {
    grade: own[NAMES.grade],
    trust: CoordinateTrust.safeParse(own[NAMES.trust]).data,
    state: RetailerState.safeParse(own[NAMES.state]).data,
    territoryId:
      territory === 'none' || visitTerritories().some((one) => one.territoryId === territory) ? territory : undefined,
    notVisitedSince: Day.safeParse(own[NAMES.notVisitedSince]).data,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value)) as Narrowed;
}

function narrow(change: { [Name in keyof Narrowed]?: string | undefined }): void {
  const own: Record<string, string> = { ...part.own.value };
  for (const [name, value] of Object.entries(change) as [keyof Narrowed, string | undefined][])
    if (value) own[NAMES[name]] = value;
    else delete own[NAMES[name]];
  go({ own }, { replace: true });
}

const visitTerritories = () =>
  (dayView.value?.territories ?? [])
    .filter(({ kind }) => kind === 'visit')
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));

/** By grade, territory, how sure the coordinate is, whether it is open, and since when nobody was there. */
export function Filters({ grades }: { grades: readonly string[] }) {
  const w = words.value;
  const now = narrowed();
  const isOpen = useSignal(Object.keys(now).length > 0);
  const chosen = Object.keys(now).length;
  return (
    <details class={s.filters} open={isOpen.value} onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>{w.filters.title(chosen)}</summary>
      <div class={s.filterFields}>
        <GradeField grade={now.grade} grades={grades} />
        <Choice
          label={w.field.visitTerritory}
          value={now.territoryId}
          onChoose={(territoryId) => narrow({ territoryId })}
        >
          <option value="none">{w.filters.noTerritory}</option>
          {visitTerritories().map(({ territoryId, name }) => (
            <option key={territoryId} value={territoryId}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice label={w.filters.state} value={now.state} onChoose={(state) => narrow({ state })}>
          {RetailerState.options.map((state) => (
            <option key={state} value={state}>
              {w.filters.states[state]}
            </option>
          ))}
        </Choice>
        <Choice label={w.filters.trust} value={now.trust} onChoose={(trust) => narrow({ trust })}>
          {CoordinateTrust.options.map((trust) => (
            <option key={trust} value={trust}>
              {w.trust[trust]}
            </option>
          ))}
        </Choice>
        <label class="field">
          {w.filters.notVisitedSince}
          <input
            type="date"
            value={now.notVisitedSince ?? ''}
            onChange={(event) => narrow({ notVisitedSince: event.currentTarget.value })}
          />
        </label>
        {chosen > 0 && (
          <button type="button" class="link" onClick={() => go({ own: {} }, { replace: true })}>
            {w.filters.clear}
          </button>
        )}
      </div>
    </details>
  );
}

function Choice({
  label,
  value,
  onChoose,
  children,
}: {
  label: string;
  value: string | undefined;
  onChoose: (value: string) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="field">
      {label}
      <select value={value ?? ''} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{words.value.all}</option>
        {children}
      </select>
    </label>
  );
}

function GradeField({ grade, grades }: { grade: string | undefined; grades: readonly string[] }) {
  return (
    <label class="field">
      {words.value.field.grade}
      <input
        list="grades-seen"
        value={grade ?? ''}
        maxLength={40}
        onChange={(event) => narrow({ grade: event.currentTarget.value.trim() })}
      />
      <datalist id="grades-seen">
        {grades.map((seen) => (
          <option key={seen} value={seen} />
        ))}
      </datalist>
    </label>
  );
}
