import type { MakeFeature } from '../feature.ts';
import { backupEndpoints } from './http.ts';

/** Everything in one file, and back. */
export const backup: MakeFeature = ({ db }) => ({ endpoints: backupEndpoints({ db }) });
