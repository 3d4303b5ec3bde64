import type { MakeFeature } from '../feature.ts';
import { questionnaireEndpoints } from './http.ts';

/** What inspectors ask: drafts, and versions that are published and stay. */
export const questionnaires: MakeFeature = ({ db }) => ({ endpoints: questionnaireEndpoints({ db }) });
