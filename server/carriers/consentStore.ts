import { CarrierAsking, maskNumber, type MyCarrier } from '../../shared/carriers.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

const MY_ANSWERS = 10;

/** The last word of a rep, and what was answered about them. */
export async function consentOf(sql: Queryable, who: Who): Promise<Omit<MyCarrier, 'isOffered'>> {
  const me = [who.orgId, who.personId];
  const { rows: said } = await sql.query<{ given: boolean; carrier: string; shown: string; at: Date }>(
    'select given, carrier, shown, at from carrier_consent where org_id = $1 and person_id = $2 order by consent_no desc limit 1',
    me,
  );
  const { rows: answers } = await sql.query<{ at: Date; outcome: string; visitId: string; press: 'start' | 'end' }>(
    `select answered_at as at, outcome, visit_id as "visitId", kind as press from known_carrier_answer where org_id = $1 and rep_id = $2 order by answered_at desc limit ${MY_ANSWERS}`,
    me,
  );
  const last = said[0];
  return {
    asking: await askingOf(sql, who),
    consent: last?.given ? { carrier: last.carrier, shown: last.shown, at: last.at.toISOString() } : null,
    answers: answers.map((one) => ({ ...one, at: one.at.toISOString() })),
  };
}

/** Which presses of the caller's unit are asked about today. */
async function askingOf(sql: Queryable, who: Who): Promise<CarrierAsking> {
  const { rows } = await sql.query<{ value: unknown }>(
    `select value from settings_on($1, array[$2::uuid], array[(now() at time zone $3)::date]) where key = 'carrierAsking'`,
    [who.orgId, who.unitId, who.timeZone],
  );
  return CarrierAsking.parse(rows[0]?.value ?? 'vague');
}

/** Appends a rep's word; the number is kept from then on. The same word again is nothing new. */
export async function giveConsent(tx: Queryable, who: Who, number: string, carrier: string): Promise<void> {
  await lockPerson(tx, who);
  const { rowCount } = await tx.query(
    `insert into carrier_number (org_id, person_id, number, carrier) values ($1, $2, $3, $4)
     on conflict (org_id, person_id) do update set number = excluded.number, carrier = excluded.carrier
     where (carrier_number.number, carrier_number.carrier) <> (excluded.number, excluded.carrier)`,
    [who.orgId, who.personId, number, carrier],
  );
  if (rowCount > 0) await addWord(tx, who, { carrier, shown: maskNumber(number) });
}

/** Takes the consent back and deletes the number; nothing where there is none. */
export async function withdrawConsent(tx: Queryable, who: Who): Promise<void> {
  await lockPerson(tx, who);
  const { rowCount } = await tx.query('delete from carrier_number where org_id = $1 and person_id = $2', [
    who.orgId,
    who.personId,
  ]);
  if (rowCount > 0) await addWord(tx, who, null);
}

async function lockPerson(tx: Queryable, who: Who): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `carrier consent ${who.orgId} ${who.personId}`,
  ]);
}

async function addWord(tx: Queryable, who: Who, given: { carrier: string; shown: string } | null): Promise<void> {
  await tx.query(
    `insert into carrier_consent (org_id, person_id, consent_no, unit_id, given, carrier, shown, via)
     select $1, $2, coalesce(max(consent_no), 0) + 1, $3, $4, $5, $6, $7 from carrier_consent where org_id = $1 and person_id = $2`,
    [
      who.orgId,
      who.personId,
      who.unitId,
      given !== null,
      given?.carrier ?? null,
      given?.shown ?? null,
      credentialOf(who),
    ],
  );
}
