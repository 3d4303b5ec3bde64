import { effect } from '@preact/signals';
import { planScene } from './map/scene.ts';
import { scenarioRoom } from './room.ts';

/** Keeps the map as the scenario is, until the returned function is called. */
export function drawScenario(): () => void {
  const room = scenarioRoom.use();
  const stops = [
    effect(() => {
      const [columns, known, now] = [room.units.value, room.model.value, room.shown.value];
      planScene.picture.value =
        columns && known && now
          ? {
              lng: columns.lng,
              lat: columns.lat,
              at: now.at,
              today: known.today,
              locked: room.locked.value,
              looks: room.looks.value,
              names: room.nameAt.value,
              door: known.door,
            }
          : null;
    }),
    effect(() => void (planScene.selected.value = room.selected.value)),
  ];
  return () => {
    for (const stop of stops) stop();
    planScene.picture.value = null;
    planScene.hands.value = null;
    room.close();
  };
}
