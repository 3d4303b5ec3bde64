import type { Who } from '../auth.ts';
import type { Feature, SnapshotParts } from '../feature.ts';

/** The state of a day, of the parts that features bring. */
export async function readParts(features: readonly Feature[], who: Who, day: string): Promise<SnapshotParts> {
  const readers = features.flatMap(({ snapshot }) => (snapshot ? [snapshot(who, day)] : []));
  const parts = await Promise.all(readers);
  return Object.assign({}, ...parts) as SnapshotParts;
}
