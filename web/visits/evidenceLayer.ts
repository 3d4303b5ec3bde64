import { signal, untracked } from '@preact/signals';
import type { LngLat } from '../../shared/geo.ts';
import type { Laid } from '../map/layers.ts';
import type { MapView } from '../map/map.ts';
import s from './visits.module.css';

/** What a visit's case shows: the retailer with its threshold and where it was said to be before, the presses with their accuracies, and the track around them. */
export interface Evidence {
  retailer: LngLat;
  thresholdM: number;
  presses: { kind: 'start' | 'end'; position: LngLat; accuracyM: number | null }[];
  track: LngLat[];
  formerly: LngLat[];
}

/** Of the case that is open. */
export const shownEvidence = signal<Evidence | null>(null);

/** A visit's evidence: the threshold around the retailer, the track, each press with its accuracy, and the line between. */
export function addEvidence(map: MapView): Laid {
  const ground = map.shapes('evidence', 2.9);
  const above = map.shapes('presses', 6.9);
  map.follow(() => {
    const evidence = shownEvidence.value;
    ground.clear();
    above.clear();
    if (!evidence) return;
    ground.circle(evidence.retailer, evidence.thresholdM, s.threshold);
    if (evidence.track.length > 1) ground.line(evidence.track, s.evidenceTrack);
    for (const fix of evidence.track) ground.dot(fix, 2.5, s.evidenceFix);
    for (const was of evidence.formerly) ground.dot(was, 8, s.evidenceFormerly);
    for (const press of evidence.presses) {
      if (press.accuracyM !== null && press.accuracyM > 0)
        ground.circle(press.position, press.accuracyM, `${s.pressAccuracy} ${press.kind}`);
      ground.line([press.position, evidence.retailer], s.pressLine);
      above.dot(press.position, 5, `press ${press.kind}`);
    }
    const places = [evidence.retailer, ...evidence.presses.map((press) => press.position)];
    untracked(() => (evidence.presses.length === 0 ? map.reveal(evidence.retailer, 16) : map.fit(places, 17)));
  });
  return {};
}
