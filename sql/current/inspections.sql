-- After: facts, ledger, people, retailers, visits

comment on table inspection_plan is
  'What is to be inspected: which unit, what is counted, which days are asked about and until when. Appended; its state '
  'is what was frozen, drawn, voided and ended.';
comment on column inspection_plan.counts is 'retailers: those that are open; visits: those of the days that are valid';
comment on table inspection_frame is
  'A frozen frame: the lines from which a sample is drawn, with their hash, on the ledger before there is a seed. Where '
  'the seed comes from and how many are taken is said here, before anybody can know it.';
comment on column inspection_frame.lines is 'id TAB stratum TAB tickets LF, in the order of the ids'' bytes (rounds-sample/1)';
comment on column inspection_frame.announced is
  'of dice their witnesses, of a public event its name, of two parties the auditor''s commitment';
comment on table inspection_number is 'The inspected unit''s own number, for a seed of two parties.';
comment on table inspection_draw is
  'The seed of a frame. The key is the law: a frame is drawn once; and no seed is older than its frame.';
comment on column inspection_draw.revealed is 'of two parties: what the auditor had committed to';
comment on table inspection_void is 'A frame, with its draw, that was thrown away: it stays counted and shown.';
comment on column inspection_void.voided_by is 'null: nobody revealed in time what they had committed to';
comment on table inspection_end is 'A plan is over: frame, seed and order are the unit''s to read.';
comment on table inspection_case is
  'A retailer, and the visit that is tested, to be inspected: drawn by ticket, or added by hand and outside the statistics.';
comment on column inspection_case.rep_id is 'who looks after the retailer, or made the visit, when it was drawn';
comment on column inspection_case.item_id is 'what it is called in the frame: the retailer''s code or the visit''s id';
comment on column inspection_case.pick_no is 'its place among the picks; rank is its place in the whole frame or stratum';
comment on table case_change is 'A hand on a case: added, removed with a reason, restored, assigned to an inspector.';
comment on table finding is
  'What an inspector found. Made by the phone under an id of its own; a further one of a case corrects those before it.';
comment on column finding.is_late is 'the case had been removed, or the plan was over, when it came';
comment on column finding.body_sha256 is 'the same finding again is the same; another body is a conflict';
comment on index finding_photo is 'In which findings a photo stands: the same one twice is a contradiction.';
comment on table contradiction is
  'A contradiction as it stood when it was put to whom it speaks of: what a finding and what was claimed do not agree about. It asks, and changes '
  'no verdict.';
comment on column contradiction.visit_ids is 'the claims that it speaks of';
comment on column contradiction.about_day is 'the day that is claimed or said, in the unit''s zone; else the day on which it was asked in the shop';
comment on column contradiction.rep_id is 'whose claims they are, or who looks after the shop; null: nobody';
comment on column contradiction.asked_id is 'who may answer, once: the rep, or the inspector where it is about the inspection; null: it is about data';
comment on table case_answer is 'The word of whoever was asked about a contradiction, once.';
comment on column case_answer.said_at is 'by the phone''s clock: it may have waited there for a network';
comment on table settlement is
  'A person''s word on a contradiction, who neither filed the finding nor is asked: upheld, not upheld, or withdrawn because inspection or data were '
  'wrong. The last one counts; reopened takes it back.';
comment on table remedy is 'Something that a finding shows is to be mended (a corrective action): by which day, and by whom. Appended.';
comment on table remedy_report is 'That it is mended, says who was to mend it, with a photo. Made by the phone under an id of its own.';
comment on table remedy_check is 'Somebody else looked again: mended, or open anew until another day.';
comment on index remedy_report_photo is 'In which reports a photo stands: one that was taken before the mending shows none.';
comment on column photo.report_id is 'the report that names it, where no finding did so first';
comment on table call_attempt is 'An attempt to reach a retailer by telephone. Appended.';
comment on table photo is
  'A photo that a finding names, by its hash: how many parts it has, and since when it is whole. Its bytes expire.';
comment on table photo_part is 'A part of a photo, small enough that its row holds nobody up.';
do $$
declare
  name text;
begin
  foreach name in array array['inspection_plan', 'inspection_frame', 'inspection_number', 'inspection_draw', 'inspection_void', 'inspection_end', 'inspection_case',
    'case_change', 'finding', 'call_attempt', 'contradiction', 'case_answer', 'settlement', 'remedy', 'remedy_report', 'remedy_check']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_stays', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_stays_whole', name);
  end loop;
end $$;

-- Where a case stands: removed or not, whose it is, and its last finding. Three calls on two days without an answer are no answer.
create view case_state as
select c.org_id, c.case_id, c.plan_id, c.frame_no, c.origin, c.retailer_id, c.visit_id, c.rep_id,
  case when r.deed = 'removed' then 'removed' when f.finding_id is not null then 'filed'
    when p.kind = 'phone' and coalesce(a.is_unanswered, false) or e.plan_id is not null then 'unanswered' else 'todo' end as state,
  r.deed = 'removed' as is_removed, r.reason as removal_reason, r.note as removal_note, r.changed_by as removed_by,
  g.assignee_id,
  f.finding_id, f.finding_no, f.outcome, f.inspector_id, f.is_late, f.photos, f.received_at
from inspection_case c
join inspection_plan p using (org_id, plan_id)
left join inspection_end e using (org_id, plan_id)
left join lateral (
  select * from case_change h where h.org_id = c.org_id and h.case_id = c.case_id and h.deed in ('removed', 'restored') order by change_no desc limit 1
) r on true
left join lateral (
  select assignee_id from case_change h where h.org_id = c.org_id and h.case_id = c.case_id and h.deed = 'assigned' order by change_no desc limit 1
) g on true
left join lateral (
  select * from finding h where h.org_id = c.org_id and h.case_id = c.case_id order by is_late, finding_no desc limit 1
) f on true
left join lateral (
  select count(*) >= 3 and count(distinct h.called_at::date) >= 2 and not bool_or(h.outcome = 'answered') as is_unanswered
  from call_attempt h where h.org_id = c.org_id and h.case_id = c.case_id
) a on true;

-- How far a fix may be off, as one standard error in metres; null where it says nothing that can be relied on.
create function fix_sigma(fix json) returns float8
language sql immutable as $$
  select case when json_typeof(fix) = 'object' and (fix ->> 'accuracyM')::float8 > 0 and fix ->> 'source' is distinct from 'cell' and fix ->> 'mock' is distinct from 'true'
    then (fix ->> 'accuracyM')::float8 / sqrt(-2 * ln(1 - coalesce((fix ->> 'accuracyLevel')::float8, 0.68))) end
$$;

-- Where inspectors stood who met somebody: the better fix of arriving and leaving, where it says to 20 m (one standard error) where they
-- were. Once a case and inspector, as they said it last; not where they said something else of the case since.
create view retailer_inspected as
select distinct on (f.org_id, f.case_id, f.inspector_id)
  f.org_id, c.retailer_id, f.inspector_id as person_id, f.finding_id, f.received_at,
  (least((f.arrive ->> 'at')::timestamptz, f.received_at) at time zone u.time_zone)::date as day, x.position, x.sigma_m
from finding f
join inspection_case c using (org_id, case_id)
join known_retailer r on r.org_id = c.org_id and r.retailer_id = c.retailer_id
join known_unit u on u.org_id = r.org_id and u.unit_id = r.unit_id
cross join lateral (
  select st_setsrid(st_makepoint((fix #>> '{position,lng}')::float8, (fix #>> '{position,lat}')::float8), 4326)::geography as position,
    fix_sigma(fix) as sigma_m
  from (values (f.arrive -> 'fix'), (f.leave -> 'fix')) as pressed(fix)
  where fix_sigma(fix) is not null
  order by 2 limit 1
) x
where f.outcome = 'met' and x.sigma_m <= 20 and not exists (
  select from finding n where n.org_id = f.org_id and n.case_id = f.case_id and n.inspector_id = f.inspector_id and n.finding_no > f.finding_no and n.outcome <> 'met'
)
order by f.org_id, f.case_id, f.inspector_id, f.finding_no desc;

-- Questions that were put to somebody, with their answer and what is settled of them. A finding that was filed anew asks anew.
create view contradiction_state as
select c.*, p.plan_id, p.unit_id, k.retailer_id, a.note as answer_note, a.said_at, a.received_at as answer_at,
  a.received_at > c.answer_by as is_answer_late, s.settlement_no, nullif(s.word, 'reopened') as word, s.settled_by, s.settled_at, s.note as settlement_note,
  c.finding_id is distinct from k.finding_id as is_overtaken
from contradiction c
join case_state k using (org_id, case_id)
join inspection_plan p on p.org_id = k.org_id and p.plan_id = k.plan_id
left join case_answer a on a.org_id = c.org_id and a.contradiction_id = c.contradiction_id
left join lateral (
  select * from settlement h where h.org_id = c.org_id and h.contradiction_id = c.contradiction_id order by settlement_no desc limit 1
) s on true;

-- For scores: what a person upheld, by the rep whom it speaks of and the month of the day that it is about. `repAgainst` speaks against the rep.
create view contradiction_upheld as
select org_id, rep_id, date_trunc('month', about_day::timestamp)::date as month, about_day as day, contradiction_id, code, about, visit_ids, unit_id, plan_id, case_id, retailer_id, settled_at
from contradiction_state where word = 'upheld' and rep_id is not null and not is_overtaken;

-- Where each corrective action stands: open until it is reported, reported until somebody looked again, open anew where it was not mended.
create view remedy_state as
select r.*, k.plan_id, p.unit_id, k.retailer_id, coalesce(c.check_no, 0) as check_no, o.reopened,
  case when c.word = 'mended' then 'mended' when t.received_at > coalesce(c.checked_at, '-infinity') then 'reported' else 'open' end as state,
  coalesce(c.due_day, r.due_day) as until_day,
  c.word is distinct from 'mended' and coalesce(t.received_at <= c.checked_at, t.received_at is null)
    and coalesce(c.due_day, r.due_day) < (now() at time zone u.time_zone)::date as is_overdue
from remedy r
join inspection_case k using (org_id, case_id)
join inspection_plan p on p.org_id = k.org_id and p.plan_id = k.plan_id
join known_unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
left join lateral (
  select * from remedy_check h where h.org_id = r.org_id and h.remedy_id = r.remedy_id order by check_no desc limit 1
) c on true
left join lateral (
  select received_at from remedy_report h where h.org_id = r.org_id and h.remedy_id = r.remedy_id order by report_no desc limit 1
) t on true
cross join lateral (
  select count(*)::int as reopened from remedy_check h where h.org_id = r.org_id and h.remedy_id = r.remedy_id and h.word = 'notMended'
) o;

-- What the ledger says of each fact: computed again from the row, it must be the entry's text.
create function inspection_frame_fact(x inspection_frame) returns json
language sql stable as $$
  select with_via(json_build_object('planId', x.plan_id, 'frameNo', x.frame_no, 'counts', p.counts, 'stratum', x.stratum, 'itemCount', x.item_count,
    'sha256', x.sha256, 'source', x.source, 'announced', x.announced, 'take', x.take, 'byStratum', x.by_stratum, 'frozenBy', x.frozen_by, 'at', utc_text(x.frozen_at)), x.via)
  from inspection_plan p where p.org_id = x.org_id and p.plan_id = x.plan_id
$$;

create function inspection_number_fact(x inspection_number) returns json
language sql stable as $$
  select with_via(json_build_object('planId', x.plan_id, 'frameNo', x.frame_no, 'number', x.number, 'saidBy', x.said_by, 'at', utc_text(x.said_at)), x.via)
$$;

create function inspection_draw_fact(x inspection_draw) returns json
language sql stable as $$
  select with_via(json_build_object('planId', x.plan_id, 'frameNo', x.frame_no, 'seed', x.seed, 'revealed', x.revealed, 'drawnBy', x.drawn_by, 'at', utc_text(x.drawn_at)), x.via)
$$;

create function inspection_void_fact(x inspection_void) returns json
language sql stable as $$
  select with_via(json_build_object('planId', x.plan_id, 'frameNo', x.frame_no, 'reason', x.reason, 'note', x.note, 'voidedBy', x.voided_by, 'at', utc_text(x.voided_at)), x.via)
$$;

create function inspection_end_fact(x inspection_end) returns json
language sql stable as $$
  select with_via(json_build_object('planId', x.plan_id, 'endedBy', x.ended_by, 'at', utc_text(x.ended_at)), x.via)
$$;

create function inspection_case_fact(x inspection_case) returns json
language sql stable as $$
  select json_build_object('caseId', x.case_id, 'planId', x.plan_id, 'frameNo', x.frame_no, 'origin', x.origin, 'itemId', x.item_id, 'pickNo', x.pick_no, 'rank', x.rank, 'ticket', x.ticket,
    'stratum', x.stratum, 'retailerId', x.retailer_id, 'visitId', x.visit_id, 'repId', x.rep_id, 'at', utc_text(x.made_at))
$$;

create function case_change_fact(x case_change) returns json
language sql stable as $$
  select with_via(json_build_object('caseId', x.case_id, 'changeNo', x.change_no, 'deed', x.deed, 'reason', x.reason, 'note', x.note, 'assigneeId', x.assignee_id,
    'changedBy', x.changed_by, 'at', utc_text(x.changed_at)), x.via)
$$;

create function finding_fact(x finding) returns json
language sql stable as $$
  select with_via(json_build_object('findingId', x.finding_id, 'caseId', x.case_id, 'findingNo', x.finding_no, 'inspectorId', x.inspector_id, 'outcome', x.outcome,
    'arrive', x.arrive, 'leave', x.leave, 'questionnaireId', x.questionnaire_id, 'questionnaireVersion', x.questionnaire_version,
    'answersSha256', encode(sha256(convert_to(x.answers::text, 'UTF8')), 'hex'), 'photos', x.photos, 'note', x.note, 'isLate', x.is_late, 'at', utc_text(x.received_at)), x.via)
$$;

create function call_attempt_fact(x call_attempt) returns json
language sql stable as $$
  select with_via(json_build_object('attemptId', x.attempt_id, 'caseId', x.case_id, 'callerId', x.caller_id, 'outcome', x.outcome, 'calledAt', utc_text(x.called_at),
    'note', x.note, 'at', utc_text(x.received_at)), x.via)
$$;

create function contradiction_fact(x contradiction) returns json
language sql stable as $$
  select with_via(json_build_object('contradictionId', x.contradiction_id, 'caseId', x.case_id, 'findingId', x.finding_id, 'code', x.code, 'about', x.about, 'numbers', x.numbers,
    'visitIds', x.visit_ids, 'day', x.about_day, 'repId', x.rep_id, 'askedId', x.asked_id, 'answerBy', utc_text(x.answer_by), 'askedBy', x.asked_by, 'at', utc_text(x.asked_at)), x.via)
$$;

create function case_answer_fact(x case_answer) returns json
language sql stable as $$
  select with_via(json_build_object('contradictionId', x.contradiction_id, 'saidBy', x.said_by, 'note', x.note, 'saidAt', utc_text(x.said_at), 'at', utc_text(x.received_at)), x.via)
$$;

create function settlement_fact(x settlement) returns json
language sql stable as $$
  select with_via(json_build_object('contradictionId', x.contradiction_id, 'settlementNo', x.settlement_no, 'word', x.word, 'note', x.note, 'settledBy', x.settled_by,
    'at', utc_text(x.settled_at)), x.via)
$$;

create function remedy_fact(x remedy) returns json
language sql stable as $$
  select with_via(json_build_object('remedyId', x.remedy_id, 'caseId', x.case_id, 'findingId', x.finding_id, 'what', x.what, 'dueDay', x.due_day, 'assigneeId', x.assignee_id,
    'orderedBy', x.ordered_by, 'at', utc_text(x.ordered_at)), x.via)
$$;

create function remedy_report_fact(x remedy_report) returns json
language sql stable as $$
  select with_via(json_build_object('reportId', x.report_id, 'remedyId', x.remedy_id, 'reportNo', x.report_no, 'reportedBy', x.reported_by, 'note', x.note, 'photos', x.photos,
    'doneAt', utc_text(x.done_at), 'at', utc_text(x.received_at)), x.via)
$$;

create function remedy_check_fact(x remedy_check) returns json
language sql stable as $$
  select with_via(json_build_object('remedyId', x.remedy_id, 'checkNo', x.check_no, 'word', x.word, 'note', x.note, 'dueDay', x.due_day, 'checkedBy', x.checked_by,
    'at', utc_text(x.checked_at)), x.via)
$$;

create function photo_fact(x photo) returns json
language sql stable as $$
  select case when x.report_id is not null then json_build_object('sha256', x.sha256, 'reportId', x.report_id, 'sentBy', x.sent_by, 'parts', x.parts, 'takenAt', utc_text(x.taken_at),
    'width', x.width, 'height', x.height, 'at', utc_text(x.whole_at)) else json_build_object('sha256', x.sha256, 'findingId', x.finding_id, 'sentBy', x.sent_by, 'parts', x.parts, 'takenAt', utc_text(x.taken_at), 'width', x.width, 'height', x.height,
    'at', utc_text(x.whole_at)) end
$$;

create function unit_of_plan(of_org integer, of_plan uuid) returns uuid
language sql stable as $$
  select unit_id from inspection_plan where org_id = of_org and plan_id = of_plan
$$;

create function unit_of_case(of_org integer, of_case uuid) returns uuid
language sql stable as $$
  select p.unit_id from inspection_case c join inspection_plan p using (org_id, plan_id) where c.org_id = of_org and c.case_id = of_case
$$;

create function unit_of_finding(of_org integer, of_finding uuid) returns uuid
language sql stable as $$
  select unit_of_case(f.org_id, f.case_id) from finding f where f.org_id = of_org and f.finding_id = of_finding
$$;

create function unit_of_report(of_org integer, of_report uuid) returns uuid
language sql stable as $$
  select unit_of_case(r.org_id, r.case_id) from remedy_report t join remedy r using (org_id, remedy_id) where t.org_id = of_org and t.report_id = of_report
$$;

create function unit_of_contradiction(of_org integer, of_contradiction uuid) returns uuid
language sql stable as $$
  select unit_of_case(c.org_id, c.case_id) from contradiction c where c.org_id = of_org and c.contradiction_id = of_contradiction
$$;

-- Facts, each with its kind, the chain it stands in, and the text that the ledger must have for it.
create view inspection_on_record as
select x.org_id, p.unit_id, 'frame' as kind, concat(x.plan_id, '/', x.frame_no) as name, inspection_frame_fact(x)::text as fact
from inspection_frame x join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'drawNumber', concat(x.plan_id, '/', x.frame_no), inspection_number_fact(x)::text
from inspection_number x join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'draw', concat(x.plan_id, '/', x.frame_no), inspection_draw_fact(x)::text
from inspection_draw x join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'drawVoid', concat(x.plan_id, '/', x.frame_no), inspection_void_fact(x)::text
from inspection_void x join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'inspectionEnd', x.plan_id::text, inspection_end_fact(x)::text
from inspection_end x join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'case', x.case_id::text, inspection_case_fact(x)::text
from inspection_case x join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'caseChange', concat(x.case_id, '/', x.change_no), case_change_fact(x)::text
from case_change x join inspection_case c using (org_id, case_id) join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'finding', x.finding_id::text, finding_fact(x)::text
from finding x join inspection_case c using (org_id, case_id) join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, p.unit_id, 'call', x.attempt_id::text, call_attempt_fact(x)::text
from call_attempt x join inspection_case c using (org_id, case_id) join inspection_plan p using (org_id, plan_id)
union all
select x.org_id, coalesce(unit_of_finding(x.org_id, x.finding_id), unit_of_report(x.org_id, x.report_id)), 'photo', x.sha256::text, photo_fact(x)::text
from photo x
where x.whole_at is not null
union all
select x.org_id, unit_of_case(x.org_id, x.case_id), 'contradiction', x.contradiction_id::text, contradiction_fact(x)::text
from contradiction x
union all
select x.org_id, unit_of_contradiction(x.org_id, x.contradiction_id), 'caseAnswer', x.contradiction_id::text, case_answer_fact(x)::text
from case_answer x
union all
select x.org_id, unit_of_contradiction(x.org_id, x.contradiction_id), 'settlement', concat(x.contradiction_id, '/', x.settlement_no), settlement_fact(x)::text
from settlement x
union all
select x.org_id, unit_of_case(x.org_id, x.case_id), 'remedy', x.remedy_id::text, remedy_fact(x)::text
from remedy x
union all
select x.org_id, unit_of_report(x.org_id, x.report_id), 'remedyReport', x.report_id::text, remedy_report_fact(x)::text
from remedy_report x
union all
select x.org_id, unit_of_case(r.org_id, r.case_id), 'remedyCheck', concat(x.remedy_id, '/', x.check_no), remedy_check_fact(x)::text
from remedy_check x join remedy r using (org_id, remedy_id);

create function ledger_inspection() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'inspection_frame' then perform ledger_append(new.org_id, unit_of_plan(new.org_id, new.plan_id), 'frame', inspection_frame_fact(new));
    when 'inspection_number' then perform ledger_append(new.org_id, unit_of_plan(new.org_id, new.plan_id), 'drawNumber', inspection_number_fact(new));
    when 'inspection_draw' then perform ledger_append(new.org_id, unit_of_plan(new.org_id, new.plan_id), 'draw', inspection_draw_fact(new));
    when 'inspection_void' then perform ledger_append(new.org_id, unit_of_plan(new.org_id, new.plan_id), 'drawVoid', inspection_void_fact(new));
    when 'inspection_end' then perform ledger_append(new.org_id, unit_of_plan(new.org_id, new.plan_id), 'inspectionEnd', inspection_end_fact(new));
    when 'inspection_case' then perform ledger_append(new.org_id, unit_of_plan(new.org_id, new.plan_id), 'case', inspection_case_fact(new));
    when 'case_change' then perform ledger_append(new.org_id, unit_of_case(new.org_id, new.case_id), 'caseChange', case_change_fact(new));
    when 'finding' then perform ledger_append(new.org_id, unit_of_case(new.org_id, new.case_id), 'finding', finding_fact(new));
    when 'call_attempt' then perform ledger_append(new.org_id, unit_of_case(new.org_id, new.case_id), 'call', call_attempt_fact(new));
    when 'contradiction' then perform ledger_append(new.org_id, unit_of_case(new.org_id, new.case_id), 'contradiction', contradiction_fact(new));
    when 'case_answer' then perform ledger_append(new.org_id, unit_of_contradiction(new.org_id, new.contradiction_id), 'caseAnswer', case_answer_fact(new));
    when 'settlement' then perform ledger_append(new.org_id, unit_of_contradiction(new.org_id, new.contradiction_id), 'settlement', settlement_fact(new));
    when 'remedy' then perform ledger_append(new.org_id, unit_of_case(new.org_id, new.case_id), 'remedy', remedy_fact(new));
    when 'remedy_report' then perform ledger_append(new.org_id, unit_of_report(new.org_id, new.report_id), 'remedyReport', remedy_report_fact(new));
    when 'remedy_check' then perform ledger_append(new.org_id, (select unit_of_case(org_id, case_id) from remedy where org_id = new.org_id and remedy_id = new.remedy_id),
      'remedyCheck', remedy_check_fact(new));
    when 'photo' then perform ledger_append(new.org_id, coalesce(unit_of_finding(new.org_id, new.finding_id), unit_of_report(new.org_id, new.report_id)), 'photo', photo_fact(new));
  end case;
  return null;
end $$;

create trigger ledger_inspection after insert on inspection_frame for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on inspection_number for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on inspection_draw for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on inspection_void for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on inspection_end for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on inspection_case for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on case_change for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on finding for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on call_attempt for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on contradiction for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on case_answer for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on settlement for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on remedy for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on remedy_report for each row execute function ledger_inspection();
create trigger ledger_inspection after insert on remedy_check for each row execute function ledger_inspection();
create trigger ledger_inspection after update of whole_at on photo for each row when (old.whole_at is null and new.whole_at is not null) execute function ledger_inspection();
