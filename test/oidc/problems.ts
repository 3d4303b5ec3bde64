import type { oidcProblems } from '../../shared/problems/oidc.ts';
import { post, type Provocations } from '../problems/provoke.ts';

const withProvider = { unprovoked: 'it needs a provider', test: 'test/oidc/oidc.test.ts' };

export const provocations: Provocations<typeof oidcProblems> = {
  OIDC_OFF: post('nobody', '/session/oidc/challenge', {}),
  OIDC_UNREACHABLE: withProvider,
  OIDC_BEGIN_ANEW: withProvider,
  OIDC_REFUSED: withProvider,
  OIDC_UNKNOWN_PERSON: withProvider,
  OIDC_ONE_FACTOR: withProvider,
};
