import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { ActsOnMe } from '../ui/actsOnMe.tsx';
import { OutdatedBanner, SyntheticBanner } from '../ui/banner.tsx';
import { legendOnTop } from '../ui/legends.ts';
import { me, zone } from '../ui/me.ts';
import { selection } from '../ui/navigate.ts';
import { Panel, PanelToggle, showPanel } from '../ui/panel.tsx';
import { fillParts } from '../ui/parts.ts';
import { followPrinting } from '../ui/print/printing.ts';
import { words } from './words.ts';
import { features, openDesk, screenNow } from './desk.ts';
import { panelOf } from './feature.ts';
import { listenToKeys } from './keys.ts';
import { Legend } from './legend.tsx';
import { Rail } from './rail.tsx';
import { Stage } from './stage.tsx';
import '../map/map.css';
import s from './app.module.css';

for (const { parts } of features) if (parts) fillParts(parts);
const notes = features.flatMap(({ Note }) => (Note ? [Note] : []));

/** The desk: rail, panel, map. What there is to show it knows from the features' own descriptions. */
export function Dashboard() {
  const w = words.value;
  const close = useMemo(openDesk, []); // before anything of it is drawn: a screen finds what it keeps
  useEffect(() => close, []);
  useEffect(() => {
    const stops = [followPrinting(), listenToKeys()];
    return () => stops.forEach((stop) => stop());
  }, []);
  useSignalEffect(() => {
    if (selection.value) showPanel();
  });
  const { Foot, Signs, isWide } = screenNow.value;
  const OtherLegend = legendOnTop.value;
  return (
    <div class={Foot ? `${s.dashboard} has-player` : s.dashboard}>
      <a class="visually-hidden" href="#panel">
        {w.skipToPanel}
      </a>
      {me.value?.org.synthetic && <SyntheticBanner />}
      <OutdatedBanner />
      <ActsOnMe zone={zone.value} />
      <div class={s.desk}>
        <Rail />
        <Panel isWide={isWide}>
          <Room />
        </Panel>
        <Stage>
          <PanelToggle />
          {OtherLegend ? <OtherLegend /> : <Legend>{Signs && <Signs />}</Legend>}
          {Foot && <Foot />}
        </Stage>
        {notes.map((Note, i) => (
          <Note key={i} />
        ))}
      </div>
    </div>
  );
}

function Room() {
  const chosen = selection.value;
  const screen = screenNow.value;
  const Chosen = panelOf(features, screen, chosen);
  return chosen && Chosen ? <Chosen key={chosen.id} id={chosen.id} /> : <screen.Panel />;
}
