import type { Queryable } from '../db.ts';

/** Rows of a kind that are named: more say no more. */
export const MOST_ROWS = 100;

/** A kind of fact whose every row must have an entry with its text, and whose every entry its row. */
interface Kind {
  kind: string;
  view: string;
  /** What a row is called, in words and from its columns as `r`. */
  name: string;
  /** How an entry `l` with its fact `f` finds its row `r`. */
  row: string;
  /** The chain that the entry must stand in, where the row says it. */
  unit?: 'unit_id';
  /** Of which entries a row is asked. */
  entries?: string;
}

const visit = `r.visit_id = (f ->> 'visitId')::uuid`;
const retailer = `r.retailer_id = (f ->> 'retailerId')::uuid`;
const KINDS: readonly Kind[] = [
  {
    kind: 'press',
    view: 'press_on_record',
    name: `'press ', r.kind, ' of visit ', r.visit_id`,
    row: `${visit} and r.kind = f ->> 'kind'`,
    unit: 'unit_id',
  },
  {
    kind: 'verdict',
    view: 'verdict_on_record',
    name: `'verdict ', r.verdict_no, ' of visit ', r.visit_id`,
    row: `${visit} and r.verdict_no = (f ->> 'verdictNo')::int`,
  },
  { kind: 'appeal', view: 'appeal_on_record', name: `'appeal of visit ', r.visit_id`, row: visit },
  {
    kind: 'decision',
    view: 'decision_on_record',
    name: `'decision ', r.decision_no, ' of visit ', r.visit_id`,
    row: `${visit} and r.decision_no = (f ->> 'decisionNo')::int`,
  },
  {
    kind: 'shift',
    view: 'shift_on_record',
    name: `'shift ', r.kind, ' ', r.shift_id`,
    row: `r.shift_id = (f ->> 'shiftId')::uuid and r.kind = f ->> 'kind'`,
    unit: 'unit_id',
    // shifts expire whole, by when they were opened
    entries: `not exists (select from ledger_entry o join expired x on x.org_id = o.org_id and x.what = 'shifts'
      where o.org_id = l.org_id and o.kind = 'shift' and o.fact::json ->> 'kind' = 'open' and o.fact::json ->> 'shiftId' = f ->> 'shiftId' and o.fact::json ->> 'at' < x.before)`,
  },
  {
    kind: 'access',
    view: 'access_on_record',
    name: `'act ', r.act_no`,
    row: 'r.unit_id = l.unit_id and r.fact = l.fact',
    unit: 'unit_id',
  },
  {
    kind: 'coordinate',
    view: 'place_on_record',
    name: `'place ', r.place_no, ' of retailer ', r.retailer_id`,
    row: `${retailer} and r.place_no = (f ->> 'placeNo')::bigint`,
    entries: `f ->> 'placeNo' is not null`,
  },
  {
    kind: 'life',
    view: 'retailer_life_on_record',
    name: `'act ', r.life_no, ' on the life of retailer ', r.retailer_id`,
    row: `${retailer} and r.life_no = (f ->> 'lifeNo')::int`,
  },
  {
    kind: 'hours',
    view: 'retailer_hours_on_record',
    name: `'hours ', r.fact_no, ' of retailer ', r.retailer_id`,
    row: `${retailer} and r.fact_no = (f ->> 'factNo')::int`,
  },
  {
    kind: 'setting',
    view: 'setting_change_on_record',
    name: `'setting ', r.key, ' ', r.change_no, ' of unit ', r.unit_id`,
    row: `r.unit_id = l.unit_id and r.key = f ->> 'key' and r.change_no = (f ->> 'changeNo')::int`,
    unit: 'unit_id',
    entries: `f ->> 'changeNo' is not null`,
  },
  {
    kind: 'questionnaire',
    view: 'questionnaire_on_record',
    name: `'version ', r.version, ' of questionnaire ', r.questionnaire_id`,
    row: `r.questionnaire_id = (f ->> 'questionnaireId')::uuid and r.version = (f ->> 'version')::int`,
    unit: 'unit_id',
  },
  {
    kind: 'erasure',
    view: 'erasure_on_record',
    name: `'erasure of ', r.person_id, ' at ', r.at`,
    row: 'r.fact = l.fact',
  },
  {
    kind: 'looks',
    view: 'looks_on_record',
    name: `'looks ', r.first_id, ' to ', r.last_id`,
    row: `r.first_id = (f ->> 'first')::bigint`,
  },
];

/** Up to which moment rows of a kind were deleted because their time was over. */
const expired = `expired as materialized (
  select org_id, fact::json ->> 'what' as what, max(fact::json ->> 'before') as before from ledger_entry where kind = 'expiry' group by org_id, what
)`;

/** Facts whose row no longer says what the ledger recorded, rows that the ledger never saw, and entries whose row is gone. */
export async function rowsUnlikeLedger(sql: Queryable, limit: number): Promise<string[]> {
  const found: string[] = [];
  const statements = [
    ...KINDS.flatMap((kind) => [unlike(kind), gone(kind), twice(kind)]),
    unlikeFixes,
    goneFixes,
    ...others,
  ];
  for (const statement of statements) {
    const { rows } = await sql.query<{ what: string }>(`with ${expired} ${statement} limit $1`, [limit]);
    found.push(...rows.map(({ what }) => what));
  }
  return found;
}

function unlike({ kind, view, name, unit }: Kind): string {
  const inChain = unit ? ` and l.${unit} = r.${unit}` : '';
  return `select concat(${name}, ': the row is not what was recorded') as what from ${view} r
    where not exists (select from ledger_entry l where l.org_id = r.org_id and l.kind = '${kind}' and l.fact = r.fact${inChain})`;
}

function gone({ kind, view, row, entries = 'true' }: Kind): string {
  return `select concat(l.kind, ' ', l.entry_no, ' in unit ', l.unit_id, ': recorded, and its row is gone') as what
    from ledger_entry l cross join lateral (select l.fact::json as f) said
    where l.kind = '${kind}' and (${entries}) and not exists (select from ${view} r where r.org_id = l.org_id and ${row})`;
}

/** A row that stands twice beside one entry, or an entry that was written again. */
function twice({ kind, view }: Kind): string {
  return `select concat(l.n, ' entries and ', r.n, ' rows of ${kind} say the same: ', left(l.fact, 100)) as what
    from (select org_id, fact, count(*) as n from ledger_entry where kind = '${kind}' group by org_id, fact) l
    join (select org_id, fact, count(*) as n from ${view} group by org_id, fact) r using (org_id, fact) where l.n <> r.n`;
}

/** What phones sent, as the ledger has it. Entries of earlier versions do not say when it came. */
const batches = `(
  select l.org_id, l.unit_id, l.at, (p ->> 'deviceId')::uuid as device_id, (p ->> 'repId')::uuid as rep_id, p ->> 'sha256' as sha256, p ->> 'from' as from_text, p ->> 'to' as to_text,
    p ->> 'receivedAt' as received_text
  from ledger_entry l, json_array_elements(l.fact::json -> 'phones') p where l.kind = 'fixes')`;
const isBatch = `f.org_id = b.org_id and f.unit_id = b.unit_id and f.device_id = b.device_id and f.rep_id = b.rep_id and f.sha256 = b.sha256
  and (b.received_text is null or b.received_text = utc_text(f.received_at))`;
/** Of a batch that lies on both sides of the moment up to which positions were deleted, the later part is left: with the same end. */
const isRest = `f.org_id = b.org_id and f.device_id = b.device_id and b.to_text = utc_text(f.to_at) and b.from_text < x.before`;

const unlikeFixes = `, batch as materialized ${batches}
  select format('positions of phone %s that came at %s: not what was recorded', f.device_id, f.received_at) as what
  from fixes_on_record f left join expired x on x.org_id = f.org_id and x.what = 'positions'
  where not exists (select from batch b where ${isBatch}) and not exists (select from batch b where ${isRest})`;

const goneFixes = `, batch as materialized ${batches}, kept as materialized (select * from fixes_on_record)
  select format('positions of phone %s from %s on: recorded, and gone or not what was recorded', b.device_id, b.from_text) as what
  from batch b left join expired x on x.org_id = b.org_id and x.what = 'positions'
  where not exists (select from kept f where ${isBatch})
    and (x.before is null or b.from_text >= x.before and (b.received_text is null or b.received_text >= x.before))
    and not exists (select from ledger_entry e where e.org_id = b.org_id and e.kind = 'erasure' and (e.fact::json ->> 'personId')::uuid = b.rep_id and e.at > b.at)
    and (b.received_text is not null -- of earlier versions: what is older than all that is left has expired
      or b.from_text > (select utc_text(min(f.from_at)) from kept f where f.org_id = b.org_id and f.device_id = b.device_id))`;

const others = [
  `, batch as materialized ${batches}
   select format('positions of phone %s from %s on: recorded twice', device_id, from_text) as what
   from batch where received_text is not null group by org_id, device_id, from_text, sha256, received_text having count(*) > 1`,
  `select concat('verdict ', v.verdict_no, ' of visit ', v.visit_id, ': its evidence does not have the hash it carries') as what
   from verdict_on_record v where v.evidence_sha256 <> v.fact::json ->> 'evidenceSha256'`,
  `select concat('looks ', s.first_id, ' to ', s.last_id, ': not what was recorded') as what from looks_on_record s where not s.is_whole`,
  `select concat('look ', a.look_id, ': written after the time that it says') as what from look_astray a`,
  `select concat('setting ', coalesce(s.key, l.key), ': the row is not what was recorded last') as what
   from setting_on_record s full join (
     select distinct on (l.org_id, l.fact::json ->> 'key') l.org_id, l.fact::json ->> 'key' as key, l.fact from ledger_entry l join known_unit u using (org_id, unit_id)
     where l.kind = 'setting' and l.fact::json ->> 'changeNo' is null and u.parent_id is null order by l.org_id, l.fact::json ->> 'key', l.entry_no desc
   ) l using (org_id, key) where s.fact is distinct from l.fact`,
  `select concat('the head of unit ', h.unit_id, ' is not the end of its chain') as what from ledger_head_astray h`,
];
