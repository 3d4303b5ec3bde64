import { useEffect } from 'preact/hooks';
import { part } from '../ui/navigate.ts';
import { ScenarioScreen } from './scenarioPanel.tsx';
import { ScenariosScreen } from './list.tsx';

/** The planner's room: all scenarios, or the one that is worked on. */
export function TerritoriesScreen() {
  const scenarioId = part.scenarioId.value;
  useEffect(() => void document.querySelector('#panel')?.scrollTo(0, 0), [scenarioId]);
  return scenarioId ? <ScenarioScreen key={scenarioId} scenarioId={scenarioId} /> : <ScenariosScreen />;
}
