import { FactorAct, type AccessAct, type ActOnMe } from '../../shared/access.ts';
import type { PersonChange } from '../../shared/people.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

export interface Act {
  act: AccessAct;
  /** Whom it concerns; undefined: nobody. */
  personId?: string;
  unitId?: string;
  detail?: object;
}

/** Records an act on who may do what, in the caller's transaction; the ledger has it with that. */
export async function recordAccess(
  sql: Queryable,
  by: Pick<Who, 'orgId' | 'deviceId' | 'sessionHash' | 'isOwner'> & { personId: string | null },
  { act, personId, unitId, detail }: Act,
): Promise<void> {
  await sql.query('select record_access($1, $2, $3, $4, $5, $6, $7)', [
    by.orgId,
    act,
    by.personId,
    credentialOf(by),
    personId ?? null,
    unitId ?? null,
    detail === undefined ? null : JSON.stringify(detail),
  ]);
}

/** What others did to the caller's credentials and rights, and anybody to their second factors, in the last 30 days, the newest first. */
export async function actsOn(sql: Queryable, who: Who): Promise<ActOnMe[]> {
  const { rows } = await sql.query<ActOnMe>(
    `select a.act_no::int as "actNo", to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.act, p.name as "byName"
     from access_act a left join person p on p.org_id = a.org_id and p.person_id = a.by_id
     where a.org_id = $1 and a.person_id = $2 and (a.by_id is distinct from $2 or a.act = any($3)) and a.act <> 'factor.used' and a.at > now() - interval '30 days'
     order by a.act_no desc limit 100`,
    [who.orgId, who.personId, FactorAct.options],
  );
  return rows;
}

/** The acts that a change of a person comes to, each with what it was and is. */
export function actsOf(
  before: { role: string; unitId: string; isActive: boolean },
  { role, unitId, isActive, password }: PersonChange,
): Pick<Act, 'act' | 'detail'>[] {
  const acts: Pick<Act, 'act' | 'detail'>[] = [];
  if (role !== undefined && role !== before.role)
    acts.push({ act: 'role.changed', detail: { from: before.role, to: role } });
  if (unitId !== undefined && unitId !== before.unitId)
    acts.push({ act: 'unit.changed', detail: { from: before.unitId, to: unitId } });
  if (isActive !== undefined && isActive !== before.isActive)
    acts.push({ act: 'activity.changed', detail: { to: isActive } });
  if (password !== undefined) acts.push({ act: 'password.set' });
  return acts;
}
