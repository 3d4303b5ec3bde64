import { effect } from '@preact/signals';
import { planScene } from './map/scene.ts';
import { closeDraft, locked, looks, model, nameAt, selected, shown, units } from './draft.ts';

/** Keeps the map as the draft is, until the returned function is called. */
export function drawDraft(): () => void {
  const stops = [
    effect(() => {
      const [columns, known, now] = [units.value, model.value, shown.value];
      planScene.picture.value =
        columns && known && now
          ? {
              lng: columns.lng,
              lat: columns.lat,
              at: now.at,
              today: known.today,
              locked: locked.value,
              looks: looks.value,
              names: nameAt.value,
              door: known.door,
            }
          : null;
    }),
    effect(() => void (planScene.selected.value = selected.value)),
  ];
  return () => {
    for (const stop of stops) stop();
    planScene.picture.value = null;
    planScene.hands.value = null;
    closeDraft();
  };
}
