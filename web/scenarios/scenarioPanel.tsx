import { computed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fitPlaces } from '../map/camera.ts';
import { planScene } from './map/scene.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { pushLegend } from '../ui/legends.ts';
import { words } from './words.ts';
import { BalanceTab } from './balance.tsx';
import { drawBarriers } from './barriers.ts';
import { BarriersTab } from './barriersTab.tsx';
import { draftName, figures, openDraft, scenario } from './draft.ts';
import { drawDraft } from './drawDraft.ts';
import { listenToDraftKeys, listenToMap } from './hands.ts';
import { Head } from './head.tsx';
import { Hint } from './hint.tsx';
import { MovesTab } from './moves.tsx';
import { PlanLegend } from './planLegend.tsx';
import { PublishTab } from './publish.tsx';
import { SelectionBar } from './selection.tsx';
import { SettingsTab } from './settings.tsx';
import { followJob, SolveTab } from './solve.tsx';
import { tab, Tabs } from './tabs.tsx';
import s from './scenarios.module.css';

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
      <Tabs />
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
