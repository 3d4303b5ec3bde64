import { planScene } from './scene.ts';
import s from '../scenarios.module.css';

/** What the planner's hand does on the map: the lasso that is drawn, and where that goes what is carried. */
export function PlanHand() {
  const at = planScene.carried.value;
  return (
    <>
      {planScene.lasso.value.length > 1 && (
        <svg class={s.lasso} aria-hidden="true">
          <polygon points={planScene.lasso.value.map((p) => `${p.x},${p.y}`).join(' ')} />
        </svg>
      )}
      {at && (
        <div class="map-tip" style={{ transform: `translate(${at.x + 14}px, ${at.y + 10}px)` }}>
          {planScene.picture.value?.names[at.territory] ?? ''}
        </div>
      )}
    </>
  );
}
