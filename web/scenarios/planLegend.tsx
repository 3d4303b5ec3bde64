import { useComputed } from '@preact/signals';
import type { ScenarioTerritory } from '../../shared/scenarioSettings.ts';
import { count } from '../format.ts';
import { planScene } from './map/scene.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';
import { scenarioRoom } from './room.ts';
import { Swatch } from './swatch.tsx';
import legendStyles from './legend.module.css';
import barriersStyles from './barriers.module.css';

/** On a phone it would cover the map: there it is opened by hand. */
const isWide = matchMedia('(min-width: 1000px)').matches;

/** What the marks of a scenario mean; pointing at a territory lights it on the map. */
export function PlanLegend() {
  const room = scenarioRoom.use();
  const w = words.value.planning;
  if (!room.model.value) return null;
  return (
    <aside class={`legend ${legendStyles.planLegend}`} aria-label={w.legend}>
      <details open={isWide}>
        <summary>{w.legend}</summary>
        <ul>
          {room.territories.value.map((territory) => (
            <LegendRow key={territory.no} territory={territory} />
          ))}
        </ul>
        <p class={legendStyles.legendMark}>
          <svg width="14" height="14" aria-hidden="true">
            <circle cx="7" cy="7" r="4.5" fill="var(--mark-hole)" stroke="var(--plan-0)" stroke-width="2.5" />
          </svg>
          {w.legendMoved}
        </p>
        <p class={legendStyles.legendMark}>
          <svg width="14" height="14" aria-hidden="true">
            <rect x="1" y="1" width="12" height="12" fill="none" stroke="currentColor" />
            <circle cx="7" cy="7" r="4" fill="var(--plan-0)" />
          </svg>
          {w.legendLocked}
        </p>
        <p class={legendStyles.legendMark}>
          <svg width="14" height="14" aria-hidden="true">
            <circle cx="7" cy="7" r="5" fill="none" stroke="var(--state-missed)" stroke-width="2" />
          </svg>
          {w.legendNowhere}
        </p>
        {planScene.barriers.value.some((one) => one.isOn) && <BarrierMark isOn word={words.value.barriers.legend} />}
        {planScene.barriers.value.some((one) => !one.isOn) && (
          <BarrierMark isOn={false} word={words.value.barriers.legendOff} />
        )}
      </details>
    </aside>
  );
}

/** Its number follows the hand by itself: the row is not made anew for it. */
function LegendRow({ territory: { no, name } }: { territory: ScenarioTerritory }) {
  const room = scenarioRoom.use();
  const j = room.model.value?.indexOf.get(no);
  const place = useComputed(() => room.model.value?.indexOf.get(no) ?? 0);
  const number = useComputed(() => count(room.shown.value?.count[place.value] ?? 0, language.value));
  if (j === undefined) return null;
  return (
    <li onMouseEnter={() => (planScene.lit.value = j)} onMouseLeave={() => (planScene.lit.value = 0)}>
      <Swatch look={room.looks.value[j] ?? -1} />
      <span class={legendStyles.legendName}>{name}</span>
      <span class="number">{number}</span>
    </li>
  );
}

function BarrierMark({ isOn, word }: { isOn: boolean; word: string }) {
  return (
    <p class={legendStyles.legendMark}>
      <svg width="14" height="14" aria-hidden="true">
        <path class={`${barriersStyles.barrier} ${isOn ? '' : 'is-off'}`} d="M-4 7H18" />
      </svg>
      {word}
    </p>
  );
}
