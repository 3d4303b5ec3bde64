import { randomUUID } from 'node:crypto';
import type { Me } from '../../shared/sessions.ts';
import type { Person, Unit } from '../../shared/people.ts';
import type { IssuedDevice } from '../../shared/phones.ts';
import type { ApiClient } from '../apiClient.ts';

/** Makes a unit of reps that exist for the trial only, each with one phone; gives the phones' tokens. */
export async function makePhones(admin: ApiClient, count: number): Promise<{ unitId: string; tokens: string[] }> {
  const { units } = await admin.get<Me>('/me');
  const root = units.find((unit) => unit.parentId === null) ?? units[0]!;
  const { unitId } = await admin.post<Unit>('/units', {
    parentId: root.unitId,
    name: `Load trial ${new Date().toISOString()}`,
  });
  const tokens: string[] = [];
  for (let i = 0; i < count; i++) {
    const { personId } = await admin.post<Person>('/people', {
      unitId,
      role: 'rep',
      name: `Trial ${i + 1}`,
      login: `trial-${randomUUID()}`,
      password: randomUUID(),
    });
    tokens.push((await admin.post<IssuedDevice>(`/people/${personId}/devices`, { label: 'load trial' })).token);
  }
  return { unitId, tokens };
}
