import { oidcContracts } from '../../shared/oidc.ts';
import { samplesOf } from '../api/sample.ts';

export function samples() {
  return samplesOf(oidcContracts, {
    beginOidc: { as: null },
    signInByOidc: { as: null, body: { query: '?code=x&state=y' } },
  });
}
