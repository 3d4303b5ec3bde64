import type { z } from 'zod';
import type { LngLat } from '../../shared/geo.ts';
import type { FrameReading, ProposalKind, ProposalState } from '../../shared/placeProposals.ts';
import { credentialOf, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';

export interface NewProposal {
  kind: ProposalKind;
  retailerId: string | null;
  importId: string | null;
  position: LngLat | null;
  sigmaM: number | null;
  fromDay: string | null;
  rule: string;
  evidence: object;
}

/** Appends what was found by nobody, or told by somebody. The same person telling under the same id again is told no second time; null: the id is another's. */
export async function addProposal(
  sql: Queryable,
  orgId: number,
  { kind, retailerId, importId, position, sigmaM, fromDay, rule, evidence }: NewProposal,
  told: { who: Who; note: string | null } | null = null,
  proposalId?: string,
): Promise<string | null> {
  const { rows } = await sql.query<{ proposalId: string }>(
    `with added as (
       insert into place_proposal (org_id, kind, retailer_id, import_id, position, sigma_m, from_day, rule, evidence, made_by, note, via, proposal_id)
       values ($1, $2, $3, $4, st_setsrid(st_makepoint($5, $6), 4326)::geography, $7, $8, $9, $10::text::json, $11, $12, $13, coalesce($14, gen_random_uuid()))
       on conflict (org_id, proposal_id) do nothing returning proposal_id
     )
     select proposal_id as "proposalId" from added
     union all select proposal_id from place_proposal where org_id = $1 and proposal_id = $14 and made_by = $11 and retailer_id = $3 limit 1`,
    [
      orgId,
      kind,
      retailerId,
      importId,
      position?.lng ?? null,
      position?.lat ?? null,
      sigmaM,
      fromDay,
      rule,
      JSON.stringify(evidence),
      told?.who.personId ?? null,
      told?.note ?? null,
      told ? credentialOf(told.who) : null,
      proposalId ?? null,
    ],
  );
  return rows[0]?.proposalId ?? null;
}

/** Where the phone knew best where it was, of a rep's own visit there; how well only where it means the usual 68 %. */
export async function pressedAt(
  sql: Queryable,
  who: Who,
  retailerId: string,
  visitId: string,
): Promise<{ position?: LngLat; accuracyM?: number | null }> {
  const { rows } = await sql.query<{ position: LngLat; accuracyM: number | null }>(
    `select json_build_object('lng', st_x(position::geometry), 'lat', st_y(position::geometry)) as position,
            case when accuracy_level is null or abs(accuracy_level - 0.68) < 0.01 then accuracy_m end as "accuracyM"
     from known_press where org_id = $1 and rep_id = $2 and retailer_id = $3 and visit_id = $4 and position is not null
     order by accuracy_m nulls last limit 1`,
    [who.orgId, who.personId, retailerId, visitId],
  );
  return rows[0] ?? {};
}

export async function addOvertaken(sql: Queryable, orgId: number, proposalId: string): Promise<void> {
  await sql.query(
    `insert into place_answer (org_id, proposal_id, answer_no, word)
     select $1, $2, (select coalesce(max(answer_no), 0) + 1 from place_answer where org_id = $1 and proposal_id = $2), 'overtaken'`,
    [orgId, proposalId],
  );
}

/** Of retailers whose place changes now, every other proposal that waits for an answer. */
export async function overtakeOthers(
  sql: Queryable,
  orgId: number,
  proposalId: string,
  retailerIds: readonly string[],
): Promise<void> {
  await sql.query(
    `insert into place_answer (org_id, proposal_id, answer_no, word)
     select p.org_id, p.proposal_id, coalesce(p.answer_no, 0) + 1, 'overtaken'
     from place_proposal_state p where p.org_id = $1 and p.retailer_id = any($3) and p.proposal_id <> $2 and p.state in ('open', 'inspect')`,
    [orgId, proposalId, retailerIds],
  );
}

export interface StandingPlace {
  proposalId: string;
  retailerId: string;
  state: ProposalState;
  position: LngLat;
  /** An inspector stood at the shop since it was answered. */
  isInspected: boolean;
}

/** The last place that was learned of each retailer, and what became of it. */
export async function standingPlaces(
  sql: Queryable,
  orgId: number,
  retailerIds: readonly string[],
): Promise<StandingPlace[]> {
  const { rows } = await sql.query<StandingPlace>(
    `select distinct on (retailer_id) proposal_id as "proposalId", retailer_id as "retailerId", state,
       json_build_object('lng', st_x(position::geometry), 'lat', st_y(position::geometry)) as position,
       exists (select from retailer_inspected i join place_answer a using (org_id)
               where i.org_id = p.org_id and i.retailer_id = p.retailer_id and a.proposal_id = p.proposal_id and a.answer_no = p.answer_no and i.received_at > a.at) as "isInspected"
     from place_proposal_state p where org_id = $1 and retailer_id = any($2) and kind = 'learned' order by retailer_id, made_at desc, proposal_id`,
    [orgId, retailerIds],
  );
  return rows;
}

export async function standingFrames(
  sql: Queryable,
  orgId: number,
  importId: string,
): Promise<{ proposalId: string; state: ProposalState; reading: z.infer<typeof FrameReading> }[]> {
  const { rows } = await sql.query<{
    proposalId: string;
    state: ProposalState;
    reading: z.infer<typeof FrameReading>;
  }>(
    `select proposal_id as "proposalId", state, evidence -> 'reading' as reading from place_proposal_state where org_id = $1 and import_id = $2`,
    [orgId, importId],
  );
  return rows;
}

/** A proposal of the caller's scope as it is stored. */
export interface StoredProposal {
  proposalId: string;
  kind: ProposalKind;
  state: ProposalState;
  answerNo: number | null;
  unitId: string;
  retailerId: string | null;
  importId: string | null;
  code: string | null;
  name: string;
  position: LngLat | null;
  sigmaM: number | null;
  fromDay: string | null;
  madeBy: string | null;
  toldBy: string | null;
  note: string | null;
  madeAt: Date;
  retailers: number;
  evidence: {
    witnesses?: {
      visitId: string | null;
      personId: string;
      day: string;
      at: LngLat;
      sigmaM: number;
      isAnchor: boolean;
    }[];
    reading?: z.infer<typeof FrameReading>;
    sharedWith?: number;
    movedM?: number | null;
    shops?: number;
  };
}

const point = (column: string): string =>
  `case when ${column} is null then null else json_build_object('lng', st_x(${column}::geometry), 'lat', st_y(${column}::geometry)) end`;

/** Those of an import that stand where it put them are the ones that a file's frame moves. */
const stored = `p.proposal_id as "proposalId", p.kind, p.state, p.answer_no as "answerNo", p.unit_id as "unitId", p.retailer_id as "retailerId", p.import_id as "importId",
  r.code, coalesce(r.name, i.file_name) as name, ${point('p.position')} as position, p.sigma_m as "sigmaM", to_char(p.from_day, 'YYYY-MM-DD') as "fromDay", p.made_by as "madeBy", w.name as "toldBy",
  p.note, p.made_at as "madeAt", case when p.import_id is null then 1 else (select count(*)::int from known_retailer m where m.org_id = p.org_id and m.import_id = p.import_id) end as retailers, p.evidence
  from place_proposal_state p
  left join known_retailer r on r.org_id = p.org_id and r.retailer_id = p.retailer_id
  left join known_import i on i.org_id = p.org_id and i.import_id = p.import_id
  left join known_person w on w.org_id = p.org_id and w.person_id = p.made_by`;

/** So many wait at most before somebody must begin: the list is worked, not read. */
const MOST_LISTED = 500;

export async function proposalsIn(
  sql: Queryable,
  who: Who,
  { unitIds, isOpen }: { unitIds: readonly string[]; isOpen: boolean },
): Promise<StoredProposal[]> {
  const { rows } = await sql.query<StoredProposal>(
    `select ${stored} where p.org_id = $1 and p.unit_id = any($2) and (case when $3 then p.state = 'open' else p.state not in ('open', 'overtaken') end)
     order by p.kind = 'frame' desc, p.kind = 'told' desc, p.made_at desc, p.proposal_id limit ${MOST_LISTED}`,
    [who.orgId, unitIds, isOpen],
  );
  return rows;
}

/** One of the caller's scope, held until the transaction ends where it is to be answered. */
export async function proposalIn(
  sql: Queryable,
  who: Who,
  proposalId: string,
  isHeld = false,
): Promise<StoredProposal | null> {
  if (isHeld)
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `place proposal ${who.orgId} ${proposalId.toLowerCase()}`,
    ]);
  const { rows } = await sql.query<StoredProposal>(
    `select ${stored} where p.org_id = $1 and p.unit_id = any($2) and p.proposal_id = $3`,
    [who.orgId, who.unitIds, proposalId],
  );
  return rows[0] ?? null;
}
