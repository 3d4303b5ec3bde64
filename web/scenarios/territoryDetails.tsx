import { useSignal } from '@preact/signals';
import { listPeople } from '../../shared/people.ts';
import type { ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import { distanceM } from '../../shared/geo.ts';
import { call } from '../api.ts';
import { count, percent } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { place } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { selectUnits } from './select.ts';
import type { TerritoryFigures } from './measures.ts';
import s from './scenarios.module.css';
import territoryStyles from './territory.module.css';

/** A territory's own settings, and who is in it. */
export function TerritoryDetails({ row }: { row: TerritoryFigures }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const { territory } = row;
  const name = useSignal(territory.name);
  const change = (wish: Partial<ScenarioTerritory>) => void room.changeTerritory(territory.no, wish);
  const mine = () => [...room.figures.value!.at.keys()].filter((i) => room.figures.value!.at[i] === row.j);
  return (
    <div class={`${territoryStyles.territoryDetails} form`}>
      <label class="field">
        {w.name}
        <input
          maxLength={100}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
          onChange={() => name.value.trim() !== '' && change({ name: name.value.trim() })}
        />
      </label>
      <RepField territory={territory} onChange={(repId) => change({ repId })} />
      <Limits territory={territory} onChange={change} />
      <Base row={row} onChange={(base) => change({ base })} />
      <Composition row={row} />
      <div class="row">
        <button type="button" onClick={() => selectUnits(mine(), false)}>
          {w.selectAll}
        </button>
        <button
          type="button"
          onClick={() =>
            void room.redesign((now) => ({ territories: now.territories.filter((t) => t.no !== territory.no) }))
          }
        >
          {w.dissolve}
        </button>
      </div>
    </div>
  );
}

function RepField({ territory, onChange }: { territory: ScenarioTerritory; onChange: (repId: string | null) => void }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const { unitId } = room.scenario.value!;
  const people = useAsked(`reps ${unitId}`, () => call(listPeople, { query: { role: 'rep', limit: 500 } }));
  return (
    <label class="field">
      {w.rep}
      <select value={territory.repId ?? ''} onChange={(event) => onChange(event.currentTarget.value || null)}>
        <option value="">{w.noRep}</option>
        {people.value?.items.map((rep) => (
          <option key={rep.personId} value={rep.personId}>
            {rep.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How much of the whole it is to have, and at most how much of each measure. */
function Limits({
  territory,
  onChange,
}: {
  territory: ScenarioTerritory;
  onChange: (wish: Partial<ScenarioTerritory>) => void;
}) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  return (
    <div class="row">
      <NumberField
        label={w.share}
        value={territory.share}
        min={0.01}
        max={100}
        onChange={(share) => share !== null && onChange({ share })}
      />
      {room.scenario
        .value!.settings.measures.filter((m) => m.isBalanced)
        .map(({ measure }) => (
          <NumberField
            key={measure}
            label={w.capacity(w.measure[measure])}
            value={territory.capacity[measure] ?? null}
            min={0}
            max={1e12}
            onChange={(most) =>
              onChange({
                capacity: Object.fromEntries(
                  Object.entries({ ...territory.capacity, [measure]: most }).filter(([, one]) => one !== null),
                ),
              })
            }
          />
        ))}
    </div>
  );
}

/** From where its rep sets out, and what the ways there and back take. */
function Base({ row, onChange }: { row: TerritoryFigures; onChange: (base: ScenarioTerritory['base']) => void }) {
  const w = words.value.planning;
  const { territory } = row;
  return (
    <div class="row">
      <span class="quiet">{w.base}</span>
      <button type="button" onClick={() => place.peek().centre && onChange(place.peek().centre)}>
        {w.setBase}
      </button>
      {territory.base && (
        <button type="button" class="link" onClick={() => onChange(null)}>
          {w.clearBase}
        </button>
      )}
      {territory.base && <span class="quiet">{w.baseTrips(count(baseTripMin(row), language.value))}</span>}
    </div>
  );
}

/** Minutes a month from this territory's own base to where its visits are and back, once each working day: what the balanced share of each retailer stands for. */
function baseTripMin({ territory, j }: TerritoryFigures): number {
  const room = scenarioRoom.use();
  const [columns, at] = [room.units.value!, room.shown.value!.at];
  const { kind, settings } = room.scenario.value!;
  const { roadFactor, baseSpeedKmh, workingDaysPerMonth } = settings.workload;
  const often = columns.measures[kind === 'delivery' ? 'orders' : 'visits'];
  let [all, sumM] = [0, 0];
  for (let i = 0; i < at.length; i++) {
    if (!territory.base || at[i] !== j) continue;
    all += often[i] ?? 0;
    sumM += (often[i] ?? 0) * distanceM(territory.base, { lng: columns.lng[i]!, lat: columns.lat[i]! });
  }
  return all === 0
    ? 0
    : Math.round((workingDaysPerMonth * 2 * (sumM / all) * roadFactor) / ((baseSpeedKmh * 1000) / 60));
}

/** Grades, types and sizes: how this territory's retailers differ from all. */
function Composition({ row }: { row: TerritoryFigures }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const [known, now] = [room.model.value!, room.shown.value!];
  return (
    <details>
      <summary>{w.composition}</summary>
      {(['grade', 'businessType', 'scale'] as const).map((name) => {
        const { values } = known[name];
        const at = (j: number, k: number) => now[name][j * values.length + k]!;
        const all = (k: number) => known.nos.reduce((sum, _, j) => sum + at(j, k), 0);
        if (values.length === 1) return null;
        return (
          <table key={name}>
            <thead>
              <tr>
                <th>{w.traits[name]}</th>
                <th class="figure">{row.territory.name}</th>
                <th class="figure">%</th>
                <th class="figure">{words.value.all} %</th>
              </tr>
            </thead>
            <tbody>
              {values.map(
                (value, k) =>
                  all(k) > 0 && (
                    <tr key={value}>
                      <td>{value || w.other}</td>
                      <td class="figure">{count(at(row.j, k), l)}</td>
                      <td class="figure">{percent(row.count === 0 ? 0 : at(row.j, k) / row.count, l)}</td>
                      <td class="figure">{percent(all(k) / known.n, l)}</td>
                    </tr>
                  ),
              )}
            </tbody>
          </table>
        );
      })}
    </details>
  );
}

/** A number that may be empty; told when the field is left or Enter is pressed. */
export function NumberField({
  label,
  value,
  min,
  max,
  onChange,
  isBare = false,
}: {
  label: string;
  value: number | null;
  min: number;
  max: number;
  onChange: (value: number | null) => void;
  isBare?: boolean;
}) {
  const field = (
    <input
      class={s.numberInput}
      type="number"
      step="any"
      min={min}
      max={max}
      aria-label={isBare ? label : undefined}
      value={value ?? ''}
      onChange={(event) => {
        const typed = event.currentTarget.value.trim();
        const read = Number(typed);
        if (typed === '') onChange(null);
        else if (Number.isFinite(read)) onChange(Math.max(min, Math.min(max, read)));
      }}
    />
  );
  return isBare ? (
    field
  ) : (
    <label class="field">
      {label}
      {field}
    </label>
  );
}
