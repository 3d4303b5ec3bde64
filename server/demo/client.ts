import { signIn } from '../../shared/sessions.ts';
import { ApiClient } from '../apiClient.ts';

/** Somebody of the demo, signed in at its own server. */
export async function signedIn(url: string, login: string, password: string, signal: AbortSignal): Promise<ApiClient> {
  const client = new ApiClient(url, signal);
  await client.call(signIn, { body: { login, password } });
  return client;
}
