import type { MakeFeature } from '../feature.ts';
import { remedyEndpoints, settlementEndpoints } from './afterwards.ts';
import { findingEndpoints, inspectionEndpoints } from './http.ts';
import { dropOldPhotos } from './photoStore.ts';
import { voidUnrevealed } from './planStore.ts';

/** Samples that nobody can steer, what inspectors find, and what of it contradicts what was claimed. */
export const inspections: MakeFeature = ({ db, config }) => ({
  endpoints: [...settlementEndpoints(db), ...remedyEndpoints(db), ...inspectionEndpoints(db), ...findingEndpoints(db)],
  upkeep: [() => voidUnrevealed(db), () => dropOldPhotos(db, config.photoDays)],
});
