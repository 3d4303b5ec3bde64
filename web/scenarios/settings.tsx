import type { ComponentChildren } from 'preact';
import type { ScenarioSettings, Workload } from '../../shared/scenarioSettings.ts';
import { words } from './words.ts';
import type { WorkloadField } from './listWords.ts';
import { scenarioRoom } from './room.ts';
import { NumberField } from './territoryDetails.tsx';
import s from './scenarios.module.css';

/** What is balanced and how closely, and what a month's work is made of: each number with its source. */
export function SettingsTab() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const { settings } = room.scenario.value!;
  const change = (wish: Partial<ScenarioSettings>) =>
    void room.redesign((now) => ({ settings: { ...now.settings, ...wish } }));
  const work = (wish: Partial<Workload>) => change({ workload: { ...settings.workload, ...wish } });
  const { workload } = settings;
  return (
    <div class={`${s.padAll} form`}>
      <p class="quiet">{w.settingsLead}</p>
      <MeasuresTable measures={settings.measures} onChange={(measures) => change({ measures })} />
      <NumberField
        label={w.maxMoves}
        value={settings.maxMovesPerTerritory}
        min={0}
        max={100_000}
        onChange={(most) => change({ maxMovesPerTerritory: most === null ? null : Math.round(most) })}
      />
      <label class="field">
        {w.unknown}
        <select
          value={settings.unknown}
          onChange={(event) => change({ unknown: event.currentTarget.value as ScenarioSettings['unknown'] })}
        >
          <option value="refuse">{w.unknownWays.refuse}</option>
          <option value="median">{w.unknownWays.median}</option>
        </select>
      </label>
      <h2>{w.workloadTitle}</h2>
      <p class="quiet">{w.formula}</p>
      <GradesTable workload={workload} onChange={work} />
      <Sourced field="usesOwn">
        <input
          type="checkbox"
          aria-label={w.workload.usesOwn}
          checked={workload.usesOwn}
          onChange={(event) => work({ usesOwn: event.currentTarget.checked })}
        />
      </Sourced>
      <WorkloadFigures workload={workload} onChange={work} />
      <Sourced field="baseTrips">
        <input
          type="checkbox"
          aria-label={w.workload.baseTrips}
          checked={workload.baseTrips}
          onChange={(event) => work({ baseTrips: event.currentTarget.checked })}
        />
      </Sourced>
      <RoadFactors workload={workload} onChange={work} />
    </div>
  );
}

type Measures = ScenarioSettings['measures'];

/** Which measures are balanced, and how closely. */
function MeasuresTable({ measures, onChange }: { measures: Measures; onChange: (measures: Measures) => void }) {
  const w = words.value.planning;
  const measure = (name: string, wish: object) =>
    onChange(measures.map((m) => (m.measure === name ? { ...m, ...wish } : m)));
  return (
    <table>
      <thead>
        <tr>
          <th>{w.measures}</th>
          <th>{w.balanced}</th>
          <th class="figure">{w.tolerance} %</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((m) => (
          <tr key={m.measure}>
            <td>{w.measure[m.measure]}</td>
            <td>
              <input
                type="checkbox"
                aria-label={`${w.balanced}: ${w.measure[m.measure]}`}
                checked={m.isBalanced}
                onChange={(event) => measure(m.measure, { isBalanced: event.currentTarget.checked })}
              />
            </td>
            <td class="figure">
              <NumberField
                isBare
                label={`${w.tolerance}: ${w.measure[m.measure]}`}
                value={Math.round(m.tolerance * 10_000) / 100}
                min={0.1}
                max={200}
                onChange={(tolerance) => tolerance !== null && measure(m.measure, { tolerance: tolerance / 100 })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface WorkloadProps {
  workload: Workload;
  onChange: (wish: Partial<Workload>) => void;
}

/** How often a retailer of each grade is visited, and how long. */
function GradesTable({ workload, onChange }: WorkloadProps) {
  const w = words.value.planning;
  return (
    <Sourced field="grades">
      <table>
        <thead>
          <tr>
            <th>{w.traits.grade}</th>
            <th class="figure">{w.gradeVisits}</th>
            <th class="figure">{w.gradeMinutes}</th>
          </tr>
        </thead>
        <tbody>
          {[...Object.entries(workload.grades), ['', workload.otherGrade] as const].map(([grade, visits]) => (
            <GradeRow
              key={grade}
              name={grade === '' ? w.otherGrade : grade}
              visits={visits}
              onChange={(changed) =>
                onChange(grade === '' ? { otherGrade: changed } : { grades: { ...workload.grades, [grade]: changed } })
              }
            />
          ))}
        </tbody>
      </table>
    </Sourced>
  );
}

type GradeVisits = Workload['otherGrade'];

function GradeRow({
  name,
  visits,
  onChange,
}: {
  name: string;
  visits: GradeVisits;
  onChange: (changed: GradeVisits) => void;
}) {
  const w = words.value.planning;
  return (
    <tr>
      <td>{name}</td>
      <td class="figure">
        <NumberField
          isBare
          label={`${w.gradeVisits}: ${name}`}
          value={visits.visitsPerMonth}
          min={0}
          max={62}
          onChange={(n) => n !== null && onChange({ ...visits, visitsPerMonth: n })}
        />
      </td>
      <td class="figure">
        <NumberField
          isBare
          label={`${w.gradeMinutes}: ${name}`}
          value={visits.serviceMin}
          min={0}
          max={600}
          onChange={(n) => n !== null && onChange({ ...visits, serviceMin: n })}
        />
      </td>
    </tr>
  );
}

/** The plain numbers of the model, each with what it may be at least and at most. */
const figures = [
  ['callMin', 0, 600],
  ['deliveryMin', 0, 600],
  ['keyHoursMin', 0, 600],
  ['roadFactor', 1, 5],
  ['localSpeedKmh', 1, 120],
  ['baseSpeedKmh', 1, 120],
  ['workingDaysPerMonth', 1, 31],
] as const;

function WorkloadFigures({ workload, onChange }: WorkloadProps) {
  const w = words.value.planning;
  return (
    <>
      {figures.map(([field, min, max]) => (
        <Sourced key={field} field={field}>
          <NumberField
            isBare
            label={w.workload[field]}
            value={workload[field]}
            min={min}
            max={max}
            onChange={(n) => n !== null && onChange({ [field]: n })}
          />
        </Sourced>
      ))}
    </>
  );
}

function RoadFactors({ workload, onChange }: WorkloadProps) {
  const w = words.value.planning;
  return (
    <Sourced field="roads">
      {(['fair', 'poor'] as const).map((road) => (
        <NumberField
          key={road}
          isBare
          label={`${w.workload.roads}: ${road}`}
          value={workload.roads[road]}
          min={0.5}
          max={5}
          onChange={(n) => n !== null && onChange({ roads: { ...workload.roads, [road]: n } })}
        />
      ))}
    </Sourced>
  );
}

function Sourced({ field, children }: { field: WorkloadField; children: ComponentChildren }) {
  const w = words.value.planning;
  return (
    <div class={s.sourced}>
      <span>
        {w.workload[field]}
        <span class={`quiet ${s.source}`}>{w.sourceOf(w.source[field])}</span>
      </span>
      <span class="row">{children}</span>
    </div>
  );
}
