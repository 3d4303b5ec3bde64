import type { MakeFeature } from '../feature.ts';
import { oidcEndpoints } from './http.ts';
import { createProvider } from './provider.ts';

/** Sign-ins by the OpenID provider of the organisation, where the operator names one. */
export const oidc: MakeFeature = ({ config, log, isSecure, publicUrl, given, now }) => {
  const provider = config.oidc && createProvider(config.oidc, log, () => now().getTime());
  return {
    endpoints: oidcEndpoints({ provider, log, isSecure, publicUrl, given }),
    ...(provider && { stop: () => provider.close() }),
  };
};
