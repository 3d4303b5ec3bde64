import { clock, count } from '../format.ts';
import { Failure } from '../ui/failure.tsx';
import { zone } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom, type Trouble } from './room.ts';
import { strayUnits } from './figures.ts';
import { summaryOf, type PlanSummary } from './measures.ts';
import { find } from './select.ts';
import s from './scenarios.module.css';

/** What is the matter, and what to do next: one sentence, with its button. */
export function Hint() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const summary =
    room.shown.value && room.settings.value ? summaryOf(room.rows.value, room.shown.value, room.settings.value) : null;
  const said = room.trouble.value;
  if (said) return <TroubleBox said={said} />;
  if (!summary) return null;
  const [text, next] = nextStep(summary);
  return (
    <div class={s.hint} role="status">
      <p>{text}</p>
      {next !== null && room.tab.value !== next && (
        <button type="button" class="primary" onClick={() => (room.tab.value = next)}>
          {w.tabs[next]}
        </button>
      )}
      <WhereToLook summary={summary} />
    </div>
  );
}

/** Another's change that came before ours, or a write that failed. */
function TroubleBox({ said }: { said: Trouble }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  if (said.kind === 'conflict') {
    const { by, what, count: n, at } = said.change;
    return (
      <div class={`${s.hint} ${s.warnBox}`} role="alert">
        <p>{w.conflict(by, w.change[what], count(n, l), clock(at, l, zone.value))}</p>
        <button type="button" onClick={() => (room.trouble.value = null)}>
          {w.dismiss}
        </button>
      </div>
    );
  }
  return (
    <div class={s.hint}>
      <Failure
        error={said.error}
        onAgain={() => {
          room.trouble.value = null;
          void room.read();
        }}
      />
    </div>
  );
}

/** What the figures ask for, the most urgent first, and the tab where it is done. */
function nextStep(summary: PlanSummary): readonly [text: string, next: 'solve' | 'publish' | null] {
  const room = scenarioRoom.use();
  const { hint } = words.value.planning;
  const l = language.value;
  if (summary.unassigned > 0) return [hint.unassigned(count(summary.unassigned, l)), 'solve'];
  if (summary.out > 0)
    return [hint.unbalanced(count(summary.out, l), count(room.territories.value.length, l)), 'solve'];
  if (summary.apart > 0) return [hint.apart(count(summary.apart, l)), 'solve'];
  if (summary.moved > 0) return [hint.good(count(summary.moved, l)), 'publish'];
  return [hint.same, null];
}

/** The retailers that the sentence speaks of, a click away on the map. */
function WhereToLook({ summary }: { summary: PlanSummary }) {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  const l = language.value;
  return (
    <p class="row">
      {summary.unassigned > 0 && (
        <button
          type="button"
          class="link"
          onClick={() => find([...room.figures.value!.at.keys()].filter((i) => room.figures.value!.at[i] === 0))}
        >
          {w.findUnassigned(count(summary.unassigned, l))}
        </button>
      )}
      {summary.apart > 0 && (
        <button type="button" class="link" onClick={() => find(strayUnits(room.model.value!, room.figures.value!.at))}>
          {w.findApart(count(summary.apart, l))}
        </button>
      )}
      {room.stayed.value > 0 && <span class="warn">{w.stayed(room.stayed.value, count(room.stayed.value, l))}</span>}
    </p>
  );
}
