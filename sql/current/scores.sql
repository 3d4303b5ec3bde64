-- After: facts, ledger, people

comment on table score_scheme is
  'A version of a scheme: what is scored and how many points it brings. The draft changes; a published version is on the '
  'ledger and the same for ever. It counts for its unit and those below that have none of their own.';
comment on column score_scheme.content is 'JSON as it is hashed, to the byte; shared/scoreScheme.ts';
comment on index score_scheme_one_draft is 'Two who change a scheme meet in its one draft.';
comment on table score_scheme_retired is 'A published version counts no longer for months that are not drafted yet.';
comment on table score_entry is
  'What somebody gave for an item, by hand, by a form or from a file, with its evidence. Appended; a further row withdraws it.';
comment on column score_entry.evidence is '[{kind, id}]: visits, findings, logs, lines of a file';
comment on table score_entry_withdrawn is 'An entry that counts no longer: who said so, and why.';
comment on table score_draft is
  'A unit''s month as it was reckoned: by which scheme, for whom, with the root of all lines. Until it is shown it may be '
  'reckoned again; the last draft counts.';
comment on column score_draft.people is 'JSON: everybody''s name and days at work, as they were';
comment on column score_draft.drafted_by is 'null: the server did, when the month was over';
comment on table score_line is
  'A rep''s item in a draft: what it came to, its points in hundredths, and the facts that it stands on.';
comment on column score_line.evidence is 'id TAB num TAB den LF, in the order of the ids'' bytes';
comment on table score_shown is 'A month is shown to whom it concerns: until when they may object. From then on it is not reckoned again.';
comment on table score_objection is 'A rep''s word against a line of their own: one a line.';
comment on table score_answer is 'An auditor''s answer; points: what the line is worth from now on, null: what it was.';
comment on table score_signature is 'A month is closed by a supervisor and an auditor. The constraint is the law: they are two people.';
comment on column score_signature.root is 'the root of the lines as they were signed';
comment on table bulletin is 'A closed month as it was published. Nothing changes it; what is found later is a correction in another month.';
comment on table score_correction is 'Points of a closed month that are given or taken in a later one, by name.';

create function published_scheme_stays() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published scheme stays as it is: % refused', lower(tg_op) using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger score_scheme_stays before update or delete on score_scheme for each row execute function published_scheme_stays();
create trigger score_scheme_stays_whole before truncate on score_scheme for each statement execute function refuse_change();

do $$
declare
  name text;
begin
  foreach name in array array['score_scheme_retired', 'score_entry', 'score_entry_withdrawn', 'score_draft', 'score_line', 'score_shown', 'score_objection',
    'score_answer', 'score_signature', 'bulletin', 'score_correction']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_stays', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', name || '_stays_whole', name);
  end loop;
end $$;

-- What was shown is not reckoned again, and what was closed is not entered for.
create function shown_month_stays() returns trigger language plpgsql as $$
begin
  if exists (select from score_shown s where s.org_id = new.org_id and s.unit_id = new.unit_id and s.month = new.month) then
    raise exception 'this month was shown: % refused', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger score_draft_before_shown before insert on score_draft for each row execute function shown_month_stays();
create trigger score_entry_before_shown before insert on score_entry for each row execute function shown_month_stays();

-- Which published version counts for a unit's month: of the nearest unit above that has one, the newest.
create function score_scheme_for(of_org integer, of_unit uuid, of_month date) returns table (scheme_id uuid, version integer)
language sql stable as $$
  with recursive up as (
    select u.unit_id, u.parent_id, 0 as steps from known_unit u where u.org_id = of_org and u.unit_id = of_unit
    union all
    select p.unit_id, p.parent_id, up.steps + 1 from up join known_unit p on p.org_id = of_org and p.unit_id = up.parent_id
  )
  select s.scheme_id, s.version from up join score_scheme s on s.org_id = of_org and s.unit_id = up.unit_id
  where s.published_at is not null and s.from_month <= of_month
    and not exists (select from score_scheme_retired r where r.org_id = s.org_id and r.scheme_id = s.scheme_id and r.version = s.version)
  order by up.steps, s.from_month desc, s.published_at desc, s.scheme_id limit 1
$$;

-- What a line says, to the byte; the same formula stands in server/scores/record.ts. `with_answers`: as objections were answered.
create function score_line_hash(l score_line, corrected integer) returns text
language sql immutable as $$
  select encode(sha256(convert_to(concat_ws(E'\n', 'rounds-score/1', l.unit_id, to_char(l.month, 'YYYY-MM'), l.rep_id, l.item_key, l.state, trim_scale(l.num), trim_scale(l.den),
    l.undecided, l.n, coalesce(trim_scale(l.target)::text, '-'), coalesce(corrected, l.points), l.most, encode(sha256(convert_to(l.evidence, 'UTF8')), 'hex')), 'UTF8')), 'hex')
$$;

-- The root of all lines of a draft: the hash of their hashes, each on a line, in the order of their bytes.
create function score_root(of_org integer, of_unit uuid, of_month date, of_draft integer, with_answers boolean) returns text
language sql stable as $$
  select encode(sha256(convert_to(coalesce(string_agg(h.hash || E'\n', '' order by h.hash collate "C"), ''), 'UTF8')), 'hex')
  from score_line l
  left join score_objection o on with_answers and o.org_id = l.org_id and o.unit_id = l.unit_id and o.month = l.month and o.draft_no = l.draft_no
    and o.rep_id = l.rep_id and o.item_key = l.item_key
  left join score_answer a on a.org_id = o.org_id and a.objection_id = o.objection_id
  cross join lateral (select score_line_hash(l, a.points) as hash) h
  where l.org_id = of_org and l.unit_id = of_unit and l.month = of_month and l.draft_no = of_draft
$$;

create function score_scheme_fact(x score_scheme) returns json
language sql stable as $$
  select with_via(json_build_object('schemeId', x.scheme_id, 'version', x.version, 'fromMonth', to_char(x.from_month, 'YYYY-MM'), 'sha256', x.sha256,
    'publishedBy', x.changed_by, 'publishedAt', utc_text(x.published_at)), x.via)
$$;

create function score_scheme_retired_fact(x score_scheme_retired) returns json
language sql stable as $$
  select with_via(json_build_object('schemeId', x.scheme_id, 'version', x.version, 'retiredBy', x.retired_by, 'at', utc_text(x.retired_at)), x.via)
$$;

create function score_entry_fact(x score_entry) returns json
language sql stable as $$
  select with_via(json_build_object('entryId', x.entry_id, 'month', to_char(x.month, 'YYYY-MM'), 'repId', x.rep_id, 'itemKey', x.item_key, 'eventKey', x.event_key,
    'value', trim_scale(x.value), 'evidence', x.evidence, 'note', x.note, 'enteredBy', x.entered_by, 'at', utc_text(x.entered_at)), x.via)
$$;

create function score_entry_withdrawn_fact(x score_entry_withdrawn) returns json
language sql stable as $$
  select with_via(json_build_object('entryId', x.entry_id, 'why', x.why, 'withdrawnBy', x.withdrawn_by, 'at', utc_text(x.withdrawn_at)), x.via)
$$;

-- The root is reckoned again from the lines: a line that was changed makes another fact than the ledger has.
create function score_draft_fact(x score_draft, root text) returns json
language sql stable as $$
  select with_via(json_build_object('unitId', x.unit_id, 'month', to_char(x.month, 'YYYY-MM'), 'draftNo', x.draft_no, 'schemeId', x.scheme_id, 'version', x.version,
    'peopleSha256', encode(sha256(convert_to(x.people, 'UTF8')), 'hex'), 'root', case when root = x.root then root end, 'draftedBy', x.drafted_by, 'at', utc_text(x.drafted_at)), x.via)
$$;

create function score_shown_fact(x score_shown) returns json
language sql stable as $$
  select with_via(json_build_object('unitId', x.unit_id, 'month', to_char(x.month, 'YYYY-MM'), 'draftNo', x.draft_no, 'untilDay', to_char(x.until_day, 'YYYY-MM-DD'),
    'shownBy', x.shown_by, 'at', utc_text(x.shown_at)), x.via)
$$;

create function score_objection_fact(x score_objection) returns json
language sql stable as $$
  select with_via(json_build_object('objectionId', x.objection_id, 'unitId', x.unit_id, 'month', to_char(x.month, 'YYYY-MM'), 'draftNo', x.draft_no, 'repId', x.rep_id,
    'itemKey', x.item_key, 'note', x.note, 'at', utc_text(x.received_at)), x.via)
$$;

create function score_answer_fact(x score_answer) returns json
language sql stable as $$
  select with_via(json_build_object('objectionId', x.objection_id, 'isUpheld', x.is_upheld, 'points', x.points, 'why', x.why, 'answeredBy', x.answered_by,
    'at', utc_text(x.answered_at)), x.via)
$$;

create function score_signature_fact(x score_signature) returns json
language sql stable as $$
  select with_via(json_build_object('unitId', x.unit_id, 'month', to_char(x.month, 'YYYY-MM'), 'role', x.role, 'signedBy', x.signed_by, 'root', x.root,
    'at', utc_text(x.signed_at)), x.via)
$$;

create function bulletin_fact(x bulletin, root text) returns json
language sql stable as $$
  select json_build_object('unitId', x.unit_id, 'month', to_char(x.month, 'YYYY-MM'), 'draftNo', x.draft_no, 'root', case when root = x.root then root end,
    'contentSha256', encode(sha256(convert_to(x.content, 'UTF8')), 'hex'), 'at', utc_text(x.published_at))
$$;

create function score_correction_fact(x score_correction) returns json
language sql stable as $$
  select with_via(json_build_object('correctionId', x.correction_id, 'unitId', x.unit_id, 'month', to_char(x.month, 'YYYY-MM'), 'repId', x.rep_id, 'itemKey', x.item_key,
    'inMonth', to_char(x.in_month, 'YYYY-MM'), 'points', x.points, 'why', x.why, 'correctedBy', x.corrected_by, 'at', utc_text(x.corrected_at)), x.via)
$$;

-- Facts, each with its kind, the chain it stands in, and the text that the ledger must have for it.
create view score_on_record as
select x.org_id, x.unit_id, 'scheme' as kind, concat(x.scheme_id, '/', x.version) as name, score_scheme_fact(x)::text as fact
from score_scheme x where x.published_at is not null
union all
select x.org_id, s.unit_id, 'schemeRetired', concat(x.scheme_id, '/', x.version), score_scheme_retired_fact(x)::text
from score_scheme_retired x join score_scheme s using (org_id, scheme_id, version)
union all
select x.org_id, x.unit_id, 'scoreEntry', x.entry_id::text, score_entry_fact(x)::text from score_entry x
union all
select x.org_id, e.unit_id, 'scoreWithdrawn', x.entry_id::text, score_entry_withdrawn_fact(x)::text
from score_entry_withdrawn x join score_entry e using (org_id, entry_id)
union all
select x.org_id, x.unit_id, 'scoreDraft', concat(to_char(x.month, 'YYYY-MM'), '/', x.draft_no),
  score_draft_fact(x, score_root(x.org_id, x.unit_id, x.month, x.draft_no, false))::text from score_draft x
union all
select x.org_id, x.unit_id, 'scoreShown', to_char(x.month, 'YYYY-MM'), score_shown_fact(x)::text from score_shown x
union all
select x.org_id, x.unit_id, 'scoreObjection', x.objection_id::text, score_objection_fact(x)::text from score_objection x
union all
select x.org_id, o.unit_id, 'scoreAnswer', x.objection_id::text, score_answer_fact(x)::text
from score_answer x join score_objection o using (org_id, objection_id)
union all
select x.org_id, x.unit_id, 'scoreSignature', concat(to_char(x.month, 'YYYY-MM'), '/', x.role), score_signature_fact(x)::text from score_signature x
union all
select x.org_id, x.unit_id, 'bulletin', to_char(x.month, 'YYYY-MM'),
  bulletin_fact(x, score_root(x.org_id, x.unit_id, x.month, x.draft_no, true))::text from bulletin x
union all
select x.org_id, x.unit_id, 'scoreCorrection', x.correction_id::text, score_correction_fact(x)::text from score_correction x;

create function ledger_score() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'score_scheme' then perform ledger_append(new.org_id, new.unit_id, 'scheme', score_scheme_fact(new));
    when 'score_scheme_retired' then perform ledger_append(new.org_id, s.unit_id, 'schemeRetired', score_scheme_retired_fact(new))
      from score_scheme s where s.org_id = new.org_id and s.scheme_id = new.scheme_id and s.version = new.version;
    when 'score_entry' then perform ledger_append(new.org_id, new.unit_id, 'scoreEntry', score_entry_fact(new));
    when 'score_entry_withdrawn' then perform ledger_append(new.org_id, e.unit_id, 'scoreWithdrawn', score_entry_withdrawn_fact(new))
      from score_entry e where e.org_id = new.org_id and e.entry_id = new.entry_id;
    when 'score_draft' then perform ledger_append(new.org_id, new.unit_id, 'scoreDraft', score_draft_fact(new, new.root));
    when 'score_shown' then perform ledger_append(new.org_id, new.unit_id, 'scoreShown', score_shown_fact(new));
    when 'score_objection' then perform ledger_append(new.org_id, new.unit_id, 'scoreObjection', score_objection_fact(new));
    when 'score_answer' then perform ledger_append(new.org_id, o.unit_id, 'scoreAnswer', score_answer_fact(new))
      from score_objection o where o.org_id = new.org_id and o.objection_id = new.objection_id;
    when 'score_signature' then perform ledger_append(new.org_id, new.unit_id, 'scoreSignature', score_signature_fact(new));
    when 'bulletin' then perform ledger_append(new.org_id, new.unit_id, 'bulletin', bulletin_fact(new, new.root));
    when 'score_correction' then perform ledger_append(new.org_id, new.unit_id, 'scoreCorrection', score_correction_fact(new));
  end case;
  return null;
end $$;
create trigger ledger_scheme_made after insert on score_scheme for each row when (new.published_at is not null) execute function ledger_score();
create trigger ledger_scheme_published after update on score_scheme for each row when (new.published_at is not null) execute function ledger_score();
do $$
declare
  name text;
begin
  foreach name in array array['score_scheme_retired', 'score_entry', 'score_entry_withdrawn', 'score_draft', 'score_shown', 'score_objection', 'score_answer',
    'score_signature', 'bulletin', 'score_correction']
  loop
    execute format('create trigger ledger_score after insert on %I for each row execute function ledger_score()', name);
  end loop;
end $$;

-- What other features may read: of which months there are points, and which were drafted.
create view known_score_entry as
select org_id, entry_id, unit_id, month, rep_id, item_key from score_entry;

create view known_score_draft as
select org_id, unit_id, month, draft_no from score_draft;
