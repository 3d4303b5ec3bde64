import { useSignal, useSignalEffect } from '@preact/signals';
import { fitPlaces } from '../map/camera.ts';
import { planScene } from './map/scene.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { pushLegend } from '../ui/legends.ts';
import { useOpened } from '../ui/opened.ts';
import { words } from './words.ts';
import { BalanceTab } from './balance.tsx';
import { BarriersTab } from './barriersTab.tsx';
import { ScenarioRoom, scenarioRoom } from './room.ts';
import { drawScenario } from './drawScenario.ts';
import { listenToKeys, listenToMap } from './hands.ts';
import { Head } from './head.tsx';
import { Hint } from './hint.tsx';
import { MovesTab } from './moves.tsx';
import { PlanLegend } from './planLegend.tsx';
import { PublishTab } from './publish.tsx';
import { SelectionBar } from './selection.tsx';
import { SettingsTab } from './settings.tsx';
import { SolveTab } from './solve.tsx';
import { Tabs } from './tabs.tsx';
import s from './scenarios.module.css';

/** One scenario: what is to do next, its figures, its search, its moves, its publication. */
export function ScenarioScreen({ scenarioId }: { scenarioId: string }) {
  const w = words.value;
  const error = useSignal<unknown>(null);
  const read = (room: ScenarioRoom) => {
    error.value = null;
    room.read().then(
      () => room.search.takeUp(),
      (failed: unknown) => (error.value = failed),
    );
  };
  const room = useOpened(
    scenarioRoom,
    () => new ScenarioRoom(scenarioId),
    (made) => {
      read(made);
      const stops = [
        made.barriers.draw(),
        listenToMap(),
        listenToKeys(),
        planScene.inSight.subscribe((places) => places.length > 0 && fitPlaces([...places], 16)),
        drawScenario(),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  );
  useSignalEffect(() => (room.isRead.value ? pushLegend(PlanLegend) : undefined));
  if (error.value !== null)
    return (
      <>
        <Head name="" />
        <Failure error={error.value} onAgain={() => read(room)} />
      </>
    );
  if (!room.isRead.value)
    return (
      <>
        <Head name={w.loading} />
        <Skeleton rows={8} />
      </>
    );
  return (
    <div class={s.planRoom}>
      <Head name={room.name.value} />
      <Hint />
      <Tabs />
      <SelectionBar />
      <div class="panel-body">
        {room.tab.value === 'balance' && <BalanceTab />}
        {room.tab.value === 'solve' && <SolveTab />}
        {room.tab.value === 'moves' && <MovesTab />}
        {room.tab.value === 'barriers' && <BarriersTab />}
        {room.tab.value === 'publish' && <PublishTab />}
        {room.tab.value === 'settings' && <SettingsTab />}
      </div>
    </div>
  );
}
