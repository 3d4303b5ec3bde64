import { randomUUID } from 'node:crypto';
import { readMe } from '../../shared/sessions.ts';
import { addPerson } from '../../shared/people.ts';
import { addUnit } from '../../shared/units.ts';
import { addDevice } from '../../shared/phones.ts';
import type { ApiClient } from '../apiClient.ts';

/** Makes a unit of reps that exist for the trial only, each with one phone; gives the phones' tokens. */
export async function makePhones(admin: ApiClient, count: number): Promise<{ unitId: string; tokens: string[] }> {
  const { units } = await admin.call(readMe);
  const root = units.find((unit) => unit.parentId === null) ?? units[0]!;
  const { unitId } = await admin.call(addUnit, {
    body: { parentId: root.unitId, name: `Load trial ${new Date().toISOString()}` },
  });
  const tokens: string[] = [];
  for (let i = 0; i < count; i++) {
    const { personId } = await admin.call(addPerson, {
      body: { unitId, role: 'rep', name: `Trial ${i + 1}`, login: `trial-${randomUUID()}`, password: randomUUID() },
    });
    const { token } = await admin.call(addDevice, { params: { personId }, body: { label: 'load trial' } });
    tokens.push(token);
  }
  return { unitId, tokens };
}
