import { randomUUID } from 'node:crypto';

/** The API with somebody's authority: an administrator's cookie or the owner's token. */
export type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

/** Speaks to a server as its administrator. @throws Error with the server's own words */
export function askAs(url: string, headers: Record<string, string>): Ask {
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method, headers: { ...headers, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }), signal: AbortSignal.timeout(60_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer.json();
  };
}

/** Makes a unit of reps that exist for the trial only, each with one phone; gives the phones' tokens. */
export async function makePhones(ask: Ask, count: number): Promise<{ unitId: string; tokens: string[] }> {
  const { units } = (await ask('GET', '/me')) as { units: { unitId: string; parentId: string | null }[] };
  const root = units.find((unit) => unit.parentId === null) ?? units[0]!;
  const name = `Load trial ${new Date().toISOString()}`;
  const { unitId } = (await ask('POST', '/units', { parentId: root.unitId, name })) as { unitId: string };
  const tokens: string[] = [];
  for (let i = 0; i < count; i++) {
    const person = (await ask('POST', '/people', { unitId, role: 'rep', name: `Trial ${i + 1}`, login: `trial-${randomUUID()}`, password: randomUUID() })) as { personId: string };
    const { token } = (await ask('POST', `/people/${person.personId}/devices`, { label: 'load trial' })) as { token: string };
    tokens.push(token);
  }
  return { unitId, tokens };
}
