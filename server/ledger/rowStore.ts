import type { InBoth, Language } from '../../shared/problems/say.ts';
import type { Queryable } from '../db.ts';
import { carrierKinds, inspectionKinds, logKinds, scoreKinds } from './kindNames.ts';

/** Rows of a kind that are named: more say no more. */
export const MOST_ROWS = 100;

/** A kind of fact whose every row must have an entry with its text, and whose every entry its row. */
interface Kind {
  kind: string;
  view: string;
  /** What a row is called, as a template of the database's `format`, and the columns of `r` that it takes. */
  name: InBoth;
  of: string;
  /** How an entry `l` with its fact `f` finds its row `r`. */
  row: string;
  /** The chain that the entry must stand in, where the row says it. */
  unit?: 'unit_id';
  /** Of which entries a row is asked. */
  entries?: string;
}

const visit = `r.visit_id = (f ->> 'visitId')::uuid`;
const retailer = `r.retailer_id = (f ->> 'retailerId')::uuid`;
/** Kinds of a feature that stand in one view, each with its kind and what names it. */
const inView = (view: string, names: Readonly<Record<string, InBoth>>): Kind[] =>
  Object.entries(names).map(([kind, name]) => ({
    kind,
    view: `(select * from ${view} where kind = '${kind}')`,
    name,
    of: 'r.name',
    row: 'r.fact = l.fact',
    unit: 'unit_id',
  }));
const KINDS: readonly Kind[] = [
  {
    kind: 'press',
    view: 'press_on_record',
    name: { en: 'press %s of visit %s', zh: '走访 %2$s 的打点 %1$s' },
    of: 'r.kind, r.visit_id',
    row: `${visit} and r.kind = f ->> 'kind'`,
    unit: 'unit_id',
  },
  {
    kind: 'verdict',
    view: 'verdict_on_record',
    name: { en: 'verdict %s of visit %s', zh: '走访 %2$s 的判定 %1$s' },
    of: 'r.verdict_no, r.visit_id',
    row: `${visit} and r.verdict_no = (f ->> 'verdictNo')::int`,
  },
  {
    kind: 'appeal',
    view: 'appeal_on_record',
    name: { en: 'appeal of visit %s', zh: '走访 %s 的申诉' },
    of: 'r.visit_id',
    row: visit,
  },
  {
    kind: 'decision',
    view: 'decision_on_record',
    name: { en: 'decision %s of visit %s', zh: '走访 %2$s 的复核结论 %1$s' },
    of: 'r.decision_no, r.visit_id',
    row: `${visit} and r.decision_no = (f ->> 'decisionNo')::int`,
  },
  {
    kind: 'shift',
    view: 'shift_on_record',
    name: { en: 'shift %s %s', zh: '当班 %2$s 的打卡 %1$s' },
    of: 'r.kind, r.shift_id',
    row: `r.shift_id = (f ->> 'shiftId')::uuid and r.kind = f ->> 'kind'`,
    unit: 'unit_id',
    // shifts expire whole, by when they were opened
    entries: `not exists (select from ledger_entry o join expired x on x.org_id = o.org_id and x.what = 'shifts'
      where o.org_id = l.org_id and o.kind = 'shift' and o.fact::json ->> 'kind' = 'open' and o.fact::json ->> 'shiftId' = f ->> 'shiftId' and o.fact::json ->> 'at' < x.before)`,
  },
  {
    kind: 'access',
    view: 'access_on_record',
    name: { en: 'act %s', zh: '权限操作 %s' },
    of: 'r.act_no',
    row: 'r.unit_id = l.unit_id and r.fact = l.fact',
    unit: 'unit_id',
  },
  {
    kind: 'coordinate',
    view: 'place_on_record',
    name: { en: 'place %s of retailer %s', zh: '零售户 %2$s 的坐标 %1$s' },
    of: 'r.place_no, r.retailer_id',
    row: `${retailer} and r.place_no = (f ->> 'placeNo')::bigint`,
    entries: `f ->> 'placeNo' is not null`,
  },
  {
    kind: 'placeAnswer',
    view: 'place_answer_on_record',
    name: { en: 'answer %s to proposed place %s', zh: '坐标建议 %2$s 的第 %1$s 次答复' },
    of: 'r.answer_no, r.proposal_id',
    row: `r.proposal_id = (f ->> 'proposalId')::uuid and r.answer_no = (f ->> 'answerNo')::int`,
  },
  {
    kind: 'life',
    view: 'retailer_life_on_record',
    name: { en: 'act %s on the life of retailer %s', zh: '零售户 %2$s 的状态变更 %1$s' },
    of: 'r.life_no, r.retailer_id',
    row: `${retailer} and r.life_no = (f ->> 'lifeNo')::int`,
  },
  {
    kind: 'hours',
    view: 'retailer_hours_on_record',
    name: { en: 'hours %s of retailer %s', zh: '零售户 %2$s 的营业时间 %1$s' },
    of: 'r.fact_no, r.retailer_id',
    row: `${retailer} and r.fact_no = (f ->> 'factNo')::int`,
  },
  {
    kind: 'setting',
    view: 'setting_change_on_record',
    name: { en: 'setting %s %s of unit %s', zh: '单位 %3$s 的设置 %1$s 第 %2$s 次变更' },
    of: 'r.key, r.change_no, r.unit_id',
    row: `r.unit_id = l.unit_id and r.key = f ->> 'key' and r.change_no = (f ->> 'changeNo')::int`,
    unit: 'unit_id',
    entries: `f ->> 'changeNo' is not null`,
  },
  {
    kind: 'questionnaire',
    view: 'questionnaire_on_record',
    name: { en: 'version %s of questionnaire %s', zh: '问卷 %2$s 的第 %1$s 版' },
    of: 'r.version, r.questionnaire_id',
    row: `r.questionnaire_id = (f ->> 'questionnaireId')::uuid and r.version = (f ->> 'version')::int`,
    unit: 'unit_id',
  },
  {
    kind: 'erasure',
    view: 'erasure_on_record',
    name: { en: 'erasure of %s at %s', zh: '%2$s 对人员 %1$s 的数据清除' },
    of: 'r.person_id, r.at',
    row: 'r.fact = l.fact',
  },
  {
    kind: 'looks',
    view: 'looks_on_record',
    name: { en: 'looks %s to %s', zh: '查看记录 %s 至 %s' },
    of: 'r.first_id, r.last_id',
    row: `r.first_id = (f ->> 'first')::bigint`,
  },
  ...inView('inspection_on_record', inspectionKinds),
  ...inView('score_on_record', scoreKinds),
  ...inView('log_on_record', logKinds),
  ...inView('carrier_on_record', carrierKinds),
];

/** Up to which moment rows of a kind were deleted because their time was over. */
const expired = `expired as materialized (
  select org_id, fact::json ->> 'what' as what, max(fact::json ->> 'before') as before from ledger_entry where kind = 'expiry' group by org_id, what
)`;

/** A question for what is wrong: `format($2, …)` is the sentence, whose template in the reader's language is the second parameter. */
interface Question {
  says: InBoth;
  sql: string;
}

/** Facts whose row no longer says what the ledger recorded, rows that the ledger never saw, and entries whose row is gone. */
export async function rowsUnlikeLedger(sql: Queryable, limit: number, language: Language = 'en'): Promise<string[]> {
  const found: string[] = [];
  const questions = [...KINDS.flatMap((kind) => [unlike(kind), gone(kind), twice(kind)]), ...fixes, ...others];
  for (const one of questions) {
    const statement = `with ${expired} ${one.sql} limit $1`;
    const { rows } = await sql.query<{ what: string }>(statement, [limit, one.says[language]]);
    found.push(...rows.map(({ what }) => what));
  }
  return found;
}

function unlike({ kind, view, name, of, unit }: Kind): Question {
  const inChain = unit ? ` and l.${unit} = r.${unit}` : '';
  return {
    says: { en: `${name.en}: the row is not what was recorded`, zh: `${name.zh}：数据与记录不符` },
    sql: `select format($2, ${of}) as what from ${view} r
      where not exists (select from ledger_entry l where l.org_id = r.org_id and l.kind = '${kind}' and l.fact = r.fact${inChain})`,
  };
}

function gone({ kind, view, row, entries = 'true' }: Kind): Question {
  return {
    says: {
      en: '%s %s in unit %s: recorded, and its row is gone',
      zh: '单位 %3$s 的 %1$s %2$s：有记录，但数据已不存在',
    },
    sql: `select format($2, l.kind, l.entry_no, l.unit_id) as what
      from ledger_entry l cross join lateral (select l.fact::json as f) said
      where l.kind = '${kind}' and (${entries}) and not exists (select from ${view} r where r.org_id = l.org_id and ${row})`,
  };
}

/** A row that stands twice beside one entry, or an entry that was written again. */
function twice({ kind, view }: Kind): Question {
  return {
    says: {
      en: `%s entries and %s rows of ${kind} say the same: %s`,
      zh: `${kind} 有 %s 条记录和 %s 行数据内容相同：%s`,
    },
    sql: `select format($2, l.n, r.n, left(l.fact, 100)) as what
      from (select org_id, fact, count(*) as n from ledger_entry where kind = '${kind}' group by org_id, fact) l
      join (select org_id, fact, count(*) as n from ${view} v group by org_id, fact) r using (org_id, fact) where l.n <> r.n`,
  };
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

const fixes: readonly Question[] = [
  {
    says: {
      en: 'positions of phone %s that came at %s: not what was recorded',
      zh: '手机 %s 于 %s 上报的定位点：与记录不符',
    },
    sql: `, batch as materialized ${batches}
      select format($2, f.device_id, f.received_at) as what
      from fixes_on_record f left join expired x on x.org_id = f.org_id and x.what = 'positions'
      where not exists (select from batch b where ${isBatch}) and not exists (select from batch b where ${isRest})`,
  },
  {
    says: {
      en: 'positions of phone %s from %s on: recorded, and gone or not what was recorded',
      zh: '手机 %s 自 %s 起的定位点：有记录，但数据已不存在或与记录不符',
    },
    sql: `, batch as materialized ${batches}, kept as materialized (select * from fixes_on_record)
      select format($2, b.device_id, b.from_text) as what
      from batch b left join expired x on x.org_id = b.org_id and x.what = 'positions'
      where not exists (select from kept f where ${isBatch})
        and (x.before is null or b.from_text >= x.before and (b.received_text is null or b.received_text >= x.before))
        and not exists (select from ledger_entry e where e.org_id = b.org_id and e.kind = 'erasure' and (e.fact::json ->> 'personId')::uuid = b.rep_id and e.at > b.at)
        and (b.received_text is not null -- of earlier versions: what is older than all that is left has expired
          or b.from_text > (select utc_text(min(f.from_at)) from kept f where f.org_id = b.org_id and f.device_id = b.device_id))`,
  },
  {
    says: { en: 'positions of phone %s from %s on: recorded twice', zh: '手机 %s 自 %s 起的定位点：重复记录' },
    sql: `, batch as materialized ${batches}
      select format($2, device_id, from_text) as what
      from batch where received_text is not null group by org_id, device_id, from_text, sha256, received_text having count(*) > 1`,
  },
];

const others: readonly Question[] = [
  {
    says: {
      en: 'verdict %s of visit %s: its evidence does not have the hash it carries',
      zh: '走访 %2$s 的判定 %1$s：证据与所带哈希不符',
    },
    sql: `select format($2, v.verdict_no, v.visit_id) as what
      from verdict_on_record v where v.evidence_sha256 <> v.fact::json ->> 'evidenceSha256'`,
  },
  {
    says: { en: 'looks %s to %s: not what was recorded', zh: '查看记录 %s 至 %s：与记录不符' },
    sql: 'select format($2, s.first_id, s.last_id) as what from looks_on_record s where not s.is_whole',
  },
  {
    says: { en: 'look %s: written after the time that it says', zh: '查看记录 %s：写入晚于所记时间' },
    sql: 'select format($2, a.look_id) as what from look_astray a',
  },
  {
    says: { en: 'setting %s: the row is not what was recorded last', zh: '设置 %s：与最后一次记录不符' },
    sql: `select format($2, coalesce(s.key, l.key)) as what
      from setting_on_record s full join (
        select distinct on (l.org_id, l.fact::json ->> 'key') l.org_id, l.fact::json ->> 'key' as key, l.fact from ledger_entry l join known_unit u using (org_id, unit_id)
        where l.kind = 'setting' and l.fact::json ->> 'changeNo' is null and u.parent_id is null order by l.org_id, l.fact::json ->> 'key', l.entry_no desc
      ) l using (org_id, key) where s.fact is distinct from l.fact`,
  },
  {
    says: { en: 'the head of unit %s is not the end of its chain', zh: '单位 %s 的链首不是该链的末尾' },
    sql: 'select format($2, h.unit_id) as what from ledger_head_astray h',
  },
];
