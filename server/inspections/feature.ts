import type { MakeFeature } from '../feature.ts';
import { findingEndpoints, inspectionEndpoints, settlementEndpoints } from './http.ts';
import { dropOldPhotos } from './photoStore.ts';
import { voidUnrevealed } from './planStore.ts';

/** Samples that nobody can steer, what inspectors find, and what of it contradicts what was claimed. */
export const inspections: MakeFeature = ({ db, config }) => ({
  endpoints: [...settlementEndpoints(db), ...inspectionEndpoints(db), ...findingEndpoints(db)],
  upkeep: [() => voidUnrevealed(db), () => dropOldPhotos(db, config.photoDays)],
});
