import { z } from 'zod';
import { readMe } from '../shared/sessions.ts';
import { ApiClient, CallRefused } from './apiClient.ts';
import { AppError } from './errors.ts';
import { ownerTokenFor, type RunningServer } from './runningServer.ts';

/**
 * Speaks to the server as the owner of its machine, in the organisation of that name, or in the only one.
 * @throws AppError NO_ORGANISATION, WHICH_ORGANISATION, NO_SUCH_ORGANISATION
 */
export async function ownerClient(
  server: RunningServer,
  org: string | undefined,
  timeoutMs?: number,
): Promise<ApiClient> {
  const client = new ApiClient(server.url, new AbortController().signal, timeoutMs);
  const isKnown = await client
    .useToken(ownerTokenFor(server.token, org))
    .call(readMe)
    .then(() => true, isUnknown);
  if (isKnown) return client;
  const names = await namesOf(client.useToken(server.token));
  if (names.length === 0) throw new AppError('NO_ORGANISATION');
  throw org === undefined
    ? new AppError('WHICH_ORGANISATION', { names })
    : new AppError('NO_SUCH_ORGANISATION', { name: org, names });
}

/** What the server says to an owner who has to name an organisation. */
const Which = z.looseObject({ code: z.literal('WHICH_ORGANISATION'), names: z.array(z.string()) });

/** False where the server does not know whom the owner means. */
function isUnknown(error: unknown): false {
  const { problem = null } = error instanceof CallRefused ? error : {};
  if (problem?.code === 'NOT_SIGNED_IN' || Which.safeParse(problem?.reason).success) return false;
  throw error;
}

async function namesOf(owner: ApiClient): Promise<string[]> {
  try {
    return [(await owner.call(readMe)).org.name];
  } catch (error) {
    isUnknown(error);
    return Which.safeParse((error as CallRefused).problem?.reason).data?.names ?? [];
  }
}
