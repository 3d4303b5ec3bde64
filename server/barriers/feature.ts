import type { MakeFeature } from '../feature.ts';
import { barrierEndpoints } from './http.ts';

/** Rivers, railways and motorways that no territory should lie across. */
export const barriers: MakeFeature = ({ db }) => ({ endpoints: barrierEndpoints({ db }) });
