import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { day, dayCounts, followDay, today } from '../live/day.ts';
import { RepPanel } from '../live/repPanel.tsx';
import { ClusterList } from '../live/clusterList.tsx';
import { LiveScreen } from '../live/screen.tsx';
import { PlanPanel } from '../plans/planPanel.tsx';
import { PlansScreen } from '../plans/screen.tsx';
import { Legend } from '../map/legend.tsx';
import { Stage } from '../map/stage.tsx';
import { PhonesScreen } from '../people/phones.tsx';
import { PeopleScreen } from '../people/screen.tsx';
import { Player, ReplaySigns } from '../replay/player.tsx';
import { ReplayRep } from '../replay/rep.tsx';
import { ReplayScreen } from '../replay/screen.tsx';
import { counts as replayCounts } from '../replay/state.ts';
import { RetailerCard } from '../retailers/card.tsx';
import { ImportScreen } from '../retailers/import.tsx';
import { RetailersScreen } from '../retailers/screen.tsx';
import { SettingsScreen } from '../settings/screen.tsx';
import { followPrinting } from '../sheets/printing.ts';
import { planScene } from '../map/planScene.ts';
import { PlanLegend } from '../territories/planLegend.tsx';
import { TerritoriesScreen } from '../territories/screen.tsx';
import { VisitCase } from '../visits/case.tsx';
import { DecidedNote } from '../visits/decidedNote.tsx';
import { VisitsScreen } from '../visits/screen.tsx';
import { words } from '../words/words.ts';
import { OutdatedBanner, SyntheticBanner } from './banner.tsx';
import { listenToKeys } from './keys.ts';
import { may, me } from './me.ts';
import { part, selection } from './navigate.ts';
import { Panel, PanelToggle, showPanel } from './panel.tsx';
import { Rail } from './rail.tsx';
import '../styles/map.css';
import '../styles/planning.css';
import '../styles/plans.css';

/** The desk: rail, panel, map. It alone knows which panel belongs to which screen and selection. */
export function Dashboard() {
  const w = words.value;
  useEffect(() => {
    const stops = [followPrinting(), followDay(), listenToKeys({ day: () => day.value, today: () => today.value })];
    return () => stops.forEach((stop) => stop());
  }, []);
  useSignalEffect(() => {
    if (selection.value) showPanel();
  });
  const isReplay = part.screen.value === 'replay' && may('positions.read');
  return (
    <div class={isReplay ? 'dashboard has-player' : 'dashboard'}>
      <a class="visually-hidden" href="#panel">
        {w.skipToPanel}
      </a>
      {me.value?.org.synthetic && <SyntheticBanner />}
      <OutdatedBanner />
      <div class="desk">
        <Rail />
        <Panel>
          <Room />
        </Panel>
        <Stage>
          <PanelToggle />
          {planScene.picture.value ? (
            <PlanLegend />
          ) : (
            <Legend counts={isReplay ? replayCounts.value : dayCounts.value}>{isReplay && <ReplaySigns />}</Legend>
          )}
          {isReplay && <Player />}
        </Stage>
        <DecidedNote />
      </div>
    </div>
  );
}

function Room() {
  const chosen = selection.value;
  if (chosen?.kind === 'visit') return <VisitCase key={chosen.id} visitId={chosen.id} />;
  if (chosen?.kind === 'retailer') return <RetailerCard key={chosen.id} retailerId={chosen.id} />;
  if (chosen?.kind === 'cluster') return <ClusterList key={chosen.id} id={chosen.id} />;
  const screen = part.screen.value;
  if (chosen?.kind === 'rep' && screen === 'plans') return <PlanPanel key={chosen.id} repId={chosen.id} />;
  if (chosen?.kind === 'rep' && screen === 'replay') return <ReplayRep key={chosen.id} repId={chosen.id} />;
  if (chosen?.kind === 'rep') return <RepPanel key={chosen.id} repId={chosen.id} />;
  if (screen === 'plans') return <PlansScreen />;
  if (screen === 'replay' && may('positions.read')) return <ReplayScreen />;
  if (screen === 'visits') return <VisitsScreen />;
  if (screen === 'retailers') return <RetailersScreen />;
  if (screen === 'import' && may('retailers.import')) return <ImportScreen />;
  if (screen === 'territories' && may('territories.plan')) return <TerritoriesScreen />;
  if (screen === 'people' && may('people.read')) return <PeopleScreen />;
  if (screen === 'phones' && may('devices.manage')) return <PhonesScreen />;
  if (screen === 'settings' && (may('settings.change') || may('ledger.read'))) return <SettingsScreen />;
  return <LiveScreen />;
}
