// Pure: what became of each act on a setting.
import type { SettingChange } from '../../shared/settingChanges.ts';

type Act = Pick<SettingChange, 'key' | 'changeNo' | 'deed' | 'fromDay'>;

/** The acts of one unit with their states on a day. Of several for one first day the last counts. */
export function withStates<T extends Act>(acts: readonly T[], today: string): (T & Pick<SettingChange, 'state'>)[] {
  const last = new Map<string, T>();
  for (const act of acts) {
    const held = last.get(idOf(act));
    if (!held || held.changeNo < act.changeNo) last.set(idOf(act), act);
  }
  const inForce = new Map<string, string>();
  for (const { key, fromDay, deed } of last.values())
    if (deed !== 'withdraw' && fromDay <= today && fromDay > (inForce.get(key) ?? '')) inForce.set(key, fromDay);
  return acts.map((act) => ({ ...act, state: stateOf(act, last.get(idOf(act))!, inForce.get(act.key), today) }));
}

const idOf = ({ key, fromDay }: Act): string => `${key} ${fromDay}`;

function stateOf(act: Act, last: Act, inForceFrom: string | undefined, today: string): SettingChange['state'] {
  if (last.deed === 'withdraw') return 'withdrawn';
  if (last !== act) return 'replaced';
  if (act.fromDay > today) return 'coming';
  return act.fromDay === inForceFrom ? 'inForce' : 'past';
}
