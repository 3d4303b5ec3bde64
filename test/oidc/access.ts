import { oidcContracts } from '../../shared/oidc.ts';
import { accessOf, anyone } from '../api/rules.ts';

export const access = accessOf(oidcContracts, {
  beginOidc: { may: anyone },
  signInByOidc: { may: anyone },
});
