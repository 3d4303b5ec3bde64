import { signal } from '@preact/signals';
import type { VisitSummary } from '../../shared/visits.ts';

/** The visits of the day looked at, as the live stream tells them: what was read before may be stale now. */
export const visitsHeard = signal<{ day: string; visits: ReadonlyMap<string, VisitSummary> } | null>(null);
