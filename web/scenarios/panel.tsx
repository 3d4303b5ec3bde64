import { useEffect } from 'preact/hooks';
import { part } from '../ui/navigate.ts';
import { DraftScreen } from './scenarioPanel.tsx';
import { DraftsScreen } from './list.tsx';

/** The planner's room: all drafts, or the one that is worked on. */
export function TerritoriesScreen() {
  const scenarioId = part.scenarioId.value;
  useEffect(() => void document.querySelector('#panel')?.scrollTo(0, 0), [scenarioId]);
  return scenarioId ? <DraftScreen key={scenarioId} scenarioId={scenarioId} /> : <DraftsScreen />;
}
