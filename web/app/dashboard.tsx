import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { followDay } from '../live/day.ts';
import { followRetailers } from '../retailers/columns.ts';
import { day, today } from '../ui/day.ts';
import { scene } from '../map/scene.ts';
import { RepPanel } from '../live/repPanel.tsx';
import { ClusterList } from '../retailers/clusterList.tsx';
import { LiveScreen } from '../live/panel.tsx';
import { PlanPanel } from '../plans/planPanel.tsx';
import { PlansScreen } from '../plans/panel.tsx';
import { Legend } from './legend.tsx';
import { Stage } from './stage.tsx';
import { PhonesScreen } from '../people/phonesPanel.tsx';
import { PeopleScreen } from '../people/panel.tsx';
import { Player, ReplaySigns } from '../replay/player.tsx';
import { ReplayRep } from '../replay/repPanel.tsx';
import { ReplayScreen } from '../replay/panel.tsx';
import { RetailerCard } from '../retailers/card.tsx';
import { ImportScreen } from '../retailers/importPanel.tsx';
import { RetailersScreen } from '../retailers/panel.tsx';
import { SettingsScreen } from '../settings/panel.tsx';
import { followPrinting } from '../ui/print/printing.ts';
import { planScene } from '../scenarios/map/scene.ts';
import { PlanLegend } from '../scenarios/planLegend.tsx';
import { TerritoriesScreen } from '../scenarios/panel.tsx';
import { VisitCase } from '../visits/case.tsx';
import { DecidedNote } from '../visits/decidedNote.tsx';
import { VisitsScreen } from '../visits/panel.tsx';
import { words } from './words.ts';
import { OutdatedBanner, SyntheticBanner } from '../ui/banner.tsx';
import { listenToKeys } from './keys.ts';
import { may, me } from '../ui/me.ts';
import { part, selection } from '../ui/navigate.ts';
import { Panel, PanelToggle, showPanel } from '../ui/panel.tsx';
import { Rail } from './rail.tsx';
import '../styles/map.css';
import '../styles/planning.css';
import '../styles/plans.css';

/** The desk: rail, panel, map. It alone knows which panel belongs to which screen and selection. */
export function Dashboard() {
  const w = words.value;
  useEffect(() => {
    const stops = [
      followPrinting(),
      followDay(),
      followRetailers(),
      listenToKeys({ day: () => day.value, today: () => today.value }),
    ];
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
            <Legend counts={scene.counts.value}>{isReplay && <ReplaySigns />}</Legend>
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
