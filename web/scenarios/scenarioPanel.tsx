import { computed, signal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { clock, count, dateTime } from '../format.ts';
import { fitPlaces } from '../map/camera.ts';
import { planScene } from './map/scene.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { pushKeys, pushUndo } from '../ui/keys.ts';
import { pushLegend } from '../ui/legends.ts';
import { zone } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { BalanceTab } from './balance.tsx';
import { drawBarriers, endLine, leaveLine, takePointBack } from './barriers.ts';
import { BarriersTab } from './barriersTab.tsx';
import {
  draftName,
  figures,
  model,
  moveSelected,
  nameAt,
  openDraft,
  redesign,
  rows,
  saving,
  scenario,
  selected,
  settings,
  shown,
  stayed,
  territories,
  territoryAt,
  trouble,
  units,
  walk,
} from './draft.ts';
import { drawDraft } from './drawDraft.ts';
import { find, selectUnits, toggleUnit } from './select.ts';
import { strayUnits } from './figures.ts';
import { summaryOf } from './measures.ts';
import { MovesTab } from './moves.tsx';
import { PlanLegend } from './planLegend.tsx';
import { PublishTab } from './publish.tsx';
import { SelectionBar } from './selection.tsx';
import { SettingsTab } from './settings.tsx';
import { followJob, SolveTab } from './solve.tsx';
import s from './scenarios.module.css';

const tabs = ['balance', 'solve', 'moves', 'barriers', 'publish', 'settings'] as const;
export const tab = signal<(typeof tabs)[number]>('balance');

const isRead = computed(() => scenario.value !== null && figures.value !== null);

/** One draft: what is to do next, its figures, its search, its moves, its publication. */
export function DraftScreen({ scenarioId }: { scenarioId: string }) {
  const w = words.value;
  const error = useSignal<unknown>(null);
  const read = () => {
    error.value = null;
    return openDraft(scenarioId).then(followJob, (failed: unknown) => (error.value = failed));
  };
  useEffect(() => {
    tab.value = 'balance';
    void read();
    const stop = drawDraft();
    const stops = [
      drawBarriers(),
      listenToMap(),
      listenToDraftKeys(),
      planScene.inSight.subscribe((places) => places.length > 0 && fitPlaces([...places], 16)),
    ];
    return () => {
      for (const one of stops) one();
      stop();
    };
  }, []);
  useSignalEffect(() => (isRead.value ? pushLegend(PlanLegend) : undefined));
  if (error.value !== null)
    return (
      <>
        <Head name="" />
        <Failure error={error.value} onAgain={() => void read()} />
      </>
    );
  if (!isRead.value)
    return (
      <>
        <Head name={w.loading} />
        <Skeleton rows={8} />
      </>
    );
  return (
    <div class={s.planRoom}>
      <Head name={draftName.value} />
      <Hint />
      <nav class={s.tabs} aria-label={w.planning.title}>
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={tab.value === one ? 'page' : undefined}
            onClick={() => (tab.value = one)}
          >
            {one === 'barriers' ? w.barriers.tab : w.planning.tabs[one]}
          </button>
        ))}
      </nav>
      <SelectionBar />
      <div class="panel-body">
        {tab.value === 'balance' && <BalanceTab />}
        {tab.value === 'solve' && <SolveTab />}
        {tab.value === 'moves' && <MovesTab />}
        {tab.value === 'barriers' && <BarriersTab />}
        {tab.value === 'publish' && <PublishTab />}
        {tab.value === 'settings' && <SettingsTab />}
      </div>
    </div>
  );
}

function Head({ name }: { name: string }) {
  const w = words.value;
  const p = w.planning;
  const now = scenario.value;
  const typed = useSignal<string | null>(null);
  const rename = () => {
    const wished = typed.value?.trim();
    typed.value = null;
    if (wished && wished !== now?.name) void redesign(() => ({ name: wished }));
  };
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <button type="button" class="tool" aria-label={w.back} title={w.back} onClick={() => go({ scenarioId: null })}>
          <Icon name="back" />
        </button>
        {typed.value === null ? (
          <div class="panel-title">
            <h1>{name}</h1>
          </div>
        ) : (
          <input
            class="grow"
            aria-label={p.name}
            maxLength={100}
            value={typed.value}
            ref={(field) => field?.focus()}
            onInput={(event) => (typed.value = event.currentTarget.value)}
            onBlur={rename}
            onKeyDown={(event) => event.key === 'Enter' && rename()}
          />
        )}
        {typed.value === null && now && (
          <button type="button" class="link" onClick={() => (typed.value = now.name)}>
            {p.rename}
          </button>
        )}
        <span class="spread" />
        <button
          type="button"
          class="tool"
          aria-label={p.undo}
          title={`${p.undo}  Ctrl+Z`}
          disabled={!now || now.steps.length === 0}
          onClick={() => walk('undo')}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={p.redo}
          title={`${p.redo}  Ctrl+Shift+Z`}
          disabled={!now?.redo}
          onClick={() => walk('redo')}
        >
          <Icon name="redo" />
        </button>
      </div>
      {now && <Steps />}
    </header>
  );
}

const hasSteps = signal(false);

/** What was done to the draft; the list is made while it is open. */
function Steps() {
  const w = words.value.planning;
  const l = language.value;
  const { steps } = scenario.value!;
  return (
    <details
      class={s.historySteps}
      open={hasSteps.value}
      onToggle={(event) => (hasSteps.value = event.currentTarget.open)}
    >
      <summary>
        {w.history(count(steps.length, l))} · <Saving />
      </summary>
      {hasSteps.value && (
        <ol>
          {[...steps].reverse().map((step) => (
            <li key={step.stepNo}>
              {[w.change[step.what], step.by, dateTime(step.at, l, zone.value)].join(' · ')}
              {step.count > 0 && ` · ${w.retailersOf(step.count, count(step.count, l))}`}
            </li>
          ))}
        </ol>
      )}
      {hasSteps.value && steps.length > 0 && (
        <button type="button" class="link" onClick={() => walk('undo', 100_000)}>
          {w.toBeginning}
        </button>
      )}
    </details>
  );
}

const isSaving = computed(() => saving.value > 0);

function Saving() {
  const w = words.value.planning;
  return <span role="status">{isSaving.value ? w.saving : w.saved}</span>;
}

/** What is the matter, and what to do next: one sentence, with its button. */
function Hint() {
  const w = words.value.planning;
  const l = language.value;
  const summary = shown.value && settings.value ? summaryOf(rows.value, shown.value, settings.value) : null;
  const said = trouble.value;
  if (said?.kind === 'conflict') {
    const { by, what, count: n, at } = said.change;
    return (
      <div class={`${s.hint} ${s.warnBox}`} role="alert">
        <p>{w.conflict(by, w.change[what], count(n, l), clock(at, l, zone.value))}</p>
        <button type="button" onClick={() => (trouble.value = null)}>
          {w.dismiss}
        </button>
      </div>
    );
  }
  if (said)
    return (
      <div class={s.hint}>
        <Failure
          error={said.error}
          onAgain={() => {
            trouble.value = null;
            void openDraft(scenario.peek()!.scenarioId);
          }}
        />
      </div>
    );
  if (!summary) return null;
  const all = territories.value.length;
  const [text, next] =
    summary.unassigned > 0
      ? ([w.hint.unassigned(count(summary.unassigned, l)), 'solve'] as const)
      : summary.out > 0
        ? ([w.hint.unbalanced(count(summary.out, l), count(all, l)), 'solve'] as const)
        : summary.apart > 0
          ? ([w.hint.apart(count(summary.apart, l)), 'solve'] as const)
          : summary.moved > 0
            ? ([w.hint.good(count(summary.moved, l)), 'publish'] as const)
            : ([w.hint.same, null] as const);
  return (
    <div class={s.hint} role="status">
      <p>{text}</p>
      {next !== null && tab.value !== next && (
        <button type="button" class="primary" onClick={() => (tab.value = next)}>
          {w.tabs[next]}
        </button>
      )}
      <p class="row">
        {summary.unassigned > 0 && (
          <button
            type="button"
            class="link"
            onClick={() => find([...figures.value!.at.keys()].filter((i) => figures.value!.at[i] === 0))}
          >
            {w.findUnassigned(count(summary.unassigned, l))}
          </button>
        )}
        {summary.apart > 0 && (
          <button type="button" class="link" onClick={() => find(strayUnits(model.value!, figures.value!.at))}>
            {w.findApart(count(summary.apart, l))}
          </button>
        )}
        {stayed.value > 0 && <span class="warn">{w.stayed(stayed.value, count(stayed.value, l))}</span>}
      </p>
    </div>
  );
}

/** What clicks, lassos and drops on the map mean here. */
function listenToMap(): () => void {
  planScene.hands.value = {
    clicked: (unit, territory, isAdding) => {
      if (unit >= 0) toggleUnit(unit, isAdding);
      else if (selected.peek().includes(1)) selectUnits([], false);
      else planScene.lit.value = planScene.lit.peek() === territory ? 0 : territory;
    },
    lassoed: (chosen, isAdding) => selectUnits(chosen, isAdding),
    dropped: (territory) => territory > 0 && territoryAt.peek()[territory] && moveSelected(territory),
    lineEnded: () => void endLine(words.peek().barriers.newName),
    tipOf: (unit) =>
      [units.peek()!.name[unit], nameAt.peek()[figures.peek()!.at[unit]!] || words.peek().planning.noTerritory].join(
        ' · ',
      ),
  };
  return () => (planScene.hands.value = null);
}

function listenToDraftKeys(): () => void {
  const keys = {
    l: () => {
      if (!planScene.line.peek()) planScene.isLasso.value = !planScene.isLasso.peek();
    },
    Escape: () => {
      if (planScene.line.peek()) leaveLine();
      else if (planScene.isLasso.value) planScene.isLasso.value = false;
      else if (selected.peek().includes(1)) selectUnits([], false);
      else planScene.lit.value = 0;
    },
  };
  const drawing = { ...keys, Enter: () => void endLine(words.peek().barriers.newName), Backspace: takePointBack };
  const stops = [
    pushKeys(() => (planScene.line.peek() ? drawing : keys)),
    pushUndo({ undo: () => walk('undo'), redo: () => walk('redo') }),
  ];
  return () => stops.forEach((stop) => stop());
}
