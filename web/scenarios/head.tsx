import { useSignal } from '@preact/signals';
import { count, dateTime } from '../format.ts';
import { Icon } from '../ui/icons.tsx';
import { zone } from '../ui/me.ts';
import { go } from '../ui/navigate.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import s from './scenarios.module.css';

/** The scenario's name, which may be changed, the ways back and forth, and what was done. */
export function Head({ name }: { name: string }) {
  const room = scenarioRoom.use();
  const w = words.value;
  const p = w.planning;
  const now = room.scenario.value;
  const typed = useSignal<string | null>(null);
  const rename = () => {
    const wished = typed.value?.trim();
    typed.value = null;
    if (wished && wished !== now?.name) void room.redesign(() => ({ name: wished }));
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
        <UndoRedo />
      </div>
      {now && <Steps />}
    </header>
  );
}

function UndoRedo() {
  const room = scenarioRoom.use();
  const p = words.value.planning;
  const now = room.scenario.value;
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={p.undo}
        title={`${p.undo}  Ctrl+Z`}
        disabled={!now || now.steps.length === 0}
        onClick={() => room.walk('undo')}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={p.redo}
        title={`${p.redo}  Ctrl+Shift+Z`}
        disabled={!now?.redo}
        onClick={() => room.walk('redo')}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}

/** What was done to the scenario; the list is made while it is open. */
function Steps() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  const { steps } = room.scenario.value!;
  const hasSteps = useSignal(false);
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
        <button type="button" class="link" onClick={() => room.walk('undo', 100_000)}>
          {w.toBeginning}
        </button>
      )}
    </details>
  );
}

function Saving() {
  const w = words.value.planning;
  return <span role="status">{scenarioRoom.use().isSaving.value ? w.saving : w.saved}</span>;
}
