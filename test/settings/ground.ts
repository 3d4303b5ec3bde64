import type { NewSettingChange, SettingChanged, SettingInForce, SettingsOfDay } from '../../shared/settingChanges.ts';
import type { SettingKey } from '../../shared/settings.ts';
import type { Agent, TestServer } from '../helpers/server.ts';

const DAY_MS = 86_400_000;

/** A day so many days from today, in the zone of the test's organisation. */
export function dayFromNow(days: number, zone = 'Asia/Shanghai'): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(Date.now() + days * DAY_MS));
}

export async function inForce(agent: Agent, unitId: string, day?: string): Promise<SettingsOfDay> {
  const query = { unitId, ...(day !== undefined && { day }) };
  return (await agent.get('/api/v1/settings/in-force').query(query).expect(200)).body as SettingsOfDay;
}

export async function settingOf(agent: Agent, key: SettingKey, unitId: string, day?: string): Promise<SettingInForce> {
  return (await inForce(agent, unitId, day)).items.find((item) => item.key === key)!;
}

/** Changes a setting as it is now read. */
export async function change(
  agent: Agent,
  asked: Omit<NewSettingChange, 'revision' | 'fromDay'> & { fromDay?: string },
): Promise<SettingChanged> {
  const { revision } = await settingOf(agent, asked.key, asked.unitId);
  const body = { fromDay: dayFromNow(0), ...asked, revision };
  return (await agent.post('/api/v1/settings/changes').send(body).expect(201)).body as SettingChanged;
}

/** The facts of the ledger's entries about settings, of a unit, in their order. */
export async function settingEntries(server: TestServer, unitId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await server.running.db.query<{ fact: string }>(
    `select fact from ledger_entry where unit_id = $1 and kind = 'setting' order by entry_no`,
    [unitId],
  );
  return rows.map(({ fact }) => JSON.parse(fact) as Record<string, unknown>);
}
