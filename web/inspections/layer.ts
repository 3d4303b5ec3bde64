import { untracked } from '@preact/signals';
import type { CaseState, InspectionCase } from '../../shared/inspectionCases.ts';
import { REACH_PX, type Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import { toWorld, WORLD_PX } from '../map/mercator.ts';
import { indexPoints } from '../map/points.ts';
import { hovered } from '../ui/hover.ts';
import { part, selection } from '../ui/navigate.ts';
import { shownCases } from './shown.ts';
import s from './inspections.module.css';

const looks: Record<CaseState, string | undefined> = {
  todo: s.inspSpotTodo,
  filed: s.inspSpotFiled,
  unanswered: s.inspSpotLost,
  removed: s.inspSpotLost,
};

/** Each case as a mark with its state by shape and fill; the one that is open or pointed at with a ring. */
export function addCases(map: MapView): Laid {
  const marks = map.shapes('inspections', 7.5);
  let cases: readonly InspectionCase[] = [];
  let index = indexPoints({ length: 0, at: () => ({ lng: 0, lat: 0 }) });
  let fitted = '';
  map.follow(() => {
    const shown = shownCases.now.value;
    const isOpen = shown !== null && shown.planId.value === part.inspectionId.value;
    cases = isOpen ? shown.cases.value : [];
    index = indexPoints({ length: cases.length, at: (i) => cases[i]!.position });
    const lit = [hovered.value, selection.value?.kind === 'case' ? selection.value.id : null];
    marks.clear();
    for (const one of cases) {
      if (lit.includes(one.caseId)) marks.dot(one.position, 13, s.inspSpotLit!);
      marks.dot(one.position, 8, looks[one.state]!);
      if (one.state === 'filed') marks.dot(one.position, 3, s.inspSpotDone!);
    }
    const planId = part.inspectionId.value;
    if (cases.length === 0 || planId === null || fitted === planId) return;
    fitted = planId;
    untracked(() => map.fit(cases.map(({ position }) => position)));
  });
  return {
    under({ at, zoom }) {
      const i = index.nearest(toWorld(at), REACH_PX / (WORLD_PX * 2 ** zoom));
      if (i < 0) return null;
      const { caseId, name, pickNo } = cases[i]!;
      return { rank: 6, selection: { kind: 'case', id: caseId }, text: pickNo === null ? name : `${pickNo} · ${name}` };
    },
  };
}
