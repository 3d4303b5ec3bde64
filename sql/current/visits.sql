-- After: facts

comment on table press is
  'A press: the rep''s own act at the start or the end of a visit, as the phone told it. Appended, never edited.';
comment on column press.visit_id is 'made by the phone';
comment on column press.unit_id is 'the rep''s unit at that time';
comment on column press.day is 'of the visit''s start, in the unit''s time zone';
comment on column press.pressed_at is 'the phone''s clock';
comment on column press.position is 'null: the phone had none';
comment on column press.body_sha256 is 'the same press again is the same; another body is a conflict';
comment on index press_place is 'The very same point again, or the same phone: what the judge looks for in the past.';

comment on table open_visit is 'The visit a rep is in. The key is the law: one at a time.';

comment on table verdict is
  'A judgement: the machine''s answer for the evidence it had, and that evidence. Appended when the evidence or the '
  'rule changed.';
comment on column verdict.answer is 'every number the judge gave';
comment on column verdict.evidence is 'what it was given: judging it again gives the same bytes';

comment on table visit_day is
  'How far a rep''s day has been judged: the revisions of its presses and of its fixes at that time.';
comment on column visit_day.revision is 'presses so far';
comment on column visit_day.judged_at is 'fixes that came since may change a verdict';

comment on table appeal is
  'An appeal: the rep says that the judgement of their visit is wrong, and why. The key is the law: once a visit. '
  'Appended, never edited.';
comment on column appeal.verdict_no is 'the judgement it is about';

comment on table decision is
  'A decision: what an auditor says of a visit, over the machine''s judgement, which stays as it is. Appended, '
  'never edited; the latest one counts.';
comment on column decision.verdict_no is 'the judgement that was decided on';
comment on column decision.on_appeal is 'the rep had been heard';
comment on column decision.word is
  'withdrawn: the decision before it was taken back by whoever made it, while it was the last word; what was '
  'decided earlier counts again';
comment on column press.claimed_at is
  'null: pressed at the time. Otherwise the rep claimed the visit afterwards: start and end are those of a stop in '
  'their own track, without a position of their own';

comment on table stay_dismissed is
  'A stop in the rep''s own track, by its first fix, that the rep says was no visit: it is not proposed again. '
  'Appended.';

comment on table visit_standing is
  'How a visit stands, as lists filter it: what the view `visit` says of its presses, verdicts, appeal and decisions, written in '
  'the transaction in which one of them is said. Can be made again from them.';
comment on column visit_standing.needs_review is 'an appeal is open, or the machine could not tell and nobody has decided';
comment on column visit_standing.has_changed is 'the machine''s answer is another one than that which was decided on';

create trigger press_stays before update or delete on press for each row execute function refuse_change();
create trigger press_stays_whole before truncate on press for each statement execute function refuse_change();
create trigger verdict_stays before update or delete on verdict for each row execute function refuse_change();
create trigger verdict_stays_whole before truncate on verdict for each statement execute function refuse_change();
create trigger appeal_stays before update or delete on appeal for each row execute function refuse_change();
create trigger appeal_stays_whole before truncate on appeal for each statement execute function refuse_change();
create trigger decision_stays before update or delete on decision for each row execute function refuse_change();
create trigger decision_stays_whole before truncate on decision for each statement execute function refuse_change();
create trigger stay_dismissed_stays before update or delete on stay_dismissed for each row execute function refuse_change();

-- What other features may read of presses, judgements and what people said of them.
create view known_press as
select org_id, visit_id, kind, rep_id, unit_id, retailer_id, day, pressed_at, received_at, position, accuracy_m, source, fix_at, mock,
       device_id, note, accuracy_level
from press;

create view known_verdict as
select org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, judged_at from verdict;

create view known_appeal as
select org_id, visit_id, verdict_no, rep_id, note, at from appeal;

create view known_decision as
select org_id, visit_id, decision_no, verdict_no, word, note, at from decision;

create view known_stay_dismissed as
select org_id, rep_id, retailer_id, from_at, note, at from stay_dismissed;

-- A visit as everybody sees it: its presses, the machine's latest verdict, and a person's decision that was not taken back,
-- which is the state where there is one.
create view visit as
select s.org_id, s.visit_id, s.unit_id, s.rep_id, s.retailer_id, s.day,
       s.pressed_at as started_at, e.pressed_at as ended_at,
       extract(epoch from e.pressed_at - s.pressed_at)::float8 as dwell_s,
       s.position as start_position, e.position as end_position,
       coalesce(d.word, m.state) as state,
       v.verdict_no, v.verdict, v.reasons, v.rule, v.answer, v.judged_at,
       m.state as machine_state,
       case when a.visit_id is null then 'none' when d.on_appeal then 'decided' else 'open' end as appealed,
       d.word as decided,
       d.verdict_no as decided_verdict_no,
       -- a rule that says the same in other words is no new evidence
       d.verdict_no is not null and (v.verdict, v.reasons) is distinct from (w.verdict, w.reasons) as evidence_changed_since,
       s.claimed_at,
       d.decision_no,
       d.decider_id
from press s
left join press e on e.org_id = s.org_id and e.visit_id = s.visit_id and e.kind = 'end'
left join lateral (
  select * from verdict where verdict.org_id = s.org_id and verdict.visit_id = s.visit_id order by verdict_no desc limit 1
) v on true
cross join lateral (
  select case when v.verdict is not null then v.verdict when e.visit_id is null then 'open' else 'waiting' end as state
) m
left join appeal a on a.org_id = s.org_id and a.visit_id = s.visit_id
left join lateral (
  select * from decision
  where decision.org_id = s.org_id and decision.visit_id = s.visit_id and decision.word <> 'withdrawn'
    and not exists (select from decision w where w.org_id = decision.org_id and w.visit_id = decision.visit_id and w.decision_no = decision.decision_no + 1 and w.word = 'withdrawn')
  order by decision_no desc limit 1
) d on true
left join verdict w on w.org_id = s.org_id and w.visit_id = s.visit_id and w.verdict_no = d.verdict_no
where s.kind = 'start';

-- Until when a rep's day has been judged.
create view known_visit_day as
select org_id, rep_id, day, judged_at from visit_day where judged_at is not null;

-- A visit that says where the shop is: both presses as they were used, unless somebody claimed it afterwards, an auditor says that the rep
-- was elsewhere, or the positions may be made up.
create view place_witness as
select org_id, retailer_id, visit_id, rep_id as person_id, day, state, started_at, start_position, end_position, answer -> 'start' as start_numbers, answer -> 'end' as end_numbers
from visit
where verdict is not null and claimed_at is null and decided is distinct from 'invalid' and not reasons && array['MOCK', 'REPLAY', 'FROZEN', 'TOO_PERFECT', 'DEVICE'];

-- Writes how a visit stands now. Whoever else says something of it at the same moment is waited for, and heard: the row is held
-- before the visit is read. It is held after the ledger's head by everybody (triggers run in the order of their names).
create function visit_stands() returns trigger language plpgsql as $$
begin
  perform from visit_standing where org_id = new.org_id and visit_id = new.visit_id for update;
  insert into visit_standing as s (org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, state, needs_review, has_changed)
  select org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, state,
         appealed = 'open' or decided is null and machine_state in ('suspect', 'unverifiable'), evidence_changed_since
  from visit where org_id = new.org_id and visit_id = new.visit_id
  on conflict (org_id, visit_id) do update set state = excluded.state, needs_review = excluded.needs_review, has_changed = excluded.has_changed
  where (s.state, s.needs_review, s.has_changed) <> (excluded.state, excluded.needs_review, excluded.has_changed);
  return null;
end $$;
create trigger visit_stands after insert on press for each row execute function visit_stands();
create trigger visit_stands after insert on verdict for each row execute function visit_stands();
create trigger visit_stands after insert on appeal for each row execute function visit_stands();
create trigger visit_stands after insert on decision for each row execute function visit_stands();

-- What the ledger says of a press: a claimed one says so, and all others read as they always did.
create function press_fact(p press) returns json
language sql stable as $$
  select with_via(case when p.claimed_at is null then
    json_build_object('visitId', p.visit_id, 'kind', p.kind, 'repId', p.rep_id, 'retailerId', p.retailer_id, 'day', to_char(p.day, 'YYYY-MM-DD'),
      'pressedAt', utc_text(p.pressed_at), 'receivedAt', utc_text(p.received_at),
      'lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry), 'accuracyM', p.accuracy_m, 'accuracyLevel', p.accuracy_level,
      'source', p.source, 'fixAt', utc_text(p.fix_at), 'mock', p.mock, 'deviceId', p.device_id, 'note', p.note)
  else
    json_build_object('visitId', p.visit_id, 'kind', p.kind, 'repId', p.rep_id, 'retailerId', p.retailer_id, 'day', to_char(p.day, 'YYYY-MM-DD'),
      'pressedAt', utc_text(p.pressed_at), 'receivedAt', utc_text(p.received_at), 'claimedAt', utc_text(p.claimed_at), 'note', p.note)
  end, p.via)
$$;

create function verdict_fact(v verdict) returns json
language sql stable as $$
  select case when v.says_at then
    json_build_object('visitId', v.visit_id, 'verdictNo', v.verdict_no, 'verdict', v.verdict, 'reasons', v.reasons, 'rule', v.rule,
      'answerSha256', s.answer, 'evidenceSha256', s.evidence, 'judgedAt', utc_text(v.judged_at))
  else
    json_build_object('visitId', v.visit_id, 'verdictNo', v.verdict_no, 'verdict', v.verdict, 'reasons', v.reasons, 'rule', v.rule,
      'answerSha256', s.answer, 'evidenceSha256', s.evidence)
  end
  from (select encode(sha256(convert_to(v.answer::text, 'UTF8')), 'hex') as answer, encode(sha256(convert_to(v.evidence::text, 'UTF8')), 'hex') as evidence) s
$$;

-- What the ledger says of an appeal and of a decision: computed again from the row, it must be the entry's text.
create function appeal_fact(a appeal) returns json
language sql stable as $$
  select with_via(json_build_object('visitId', a.visit_id, 'verdictNo', a.verdict_no, 'repId', a.rep_id, 'note', a.note, 'at', utc_text(a.at)), a.via)
$$;

create function decision_fact(d decision) returns json
language sql stable as $$
  select with_via(json_build_object('visitId', d.visit_id, 'decisionNo', d.decision_no, 'verdictNo', d.verdict_no, 'deciderId', d.decider_id,
    'word', d.word, 'note', d.note, 'onAppeal', d.on_appeal, 'at', utc_text(d.at)), d.via)
$$;

-- Facts, each with the text that the ledger must have for it.
create view press_on_record as
select org_id, unit_id, visit_id, kind, press_fact(p)::text as fact from press p;

create view verdict_on_record as
select org_id, visit_id, verdict_no, verdict_fact(v)::text as fact, encode(evidence_sha256, 'hex') as evidence_sha256 from verdict v;

create view appeal_on_record as
select org_id, visit_id, appeal_fact(a)::text as fact from appeal a;

create view decision_on_record as
select org_id, visit_id, decision_no, decision_fact(d)::text as fact from decision d;

create function ledger_press() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'press', press_fact(new));
  return null;
end $$;
create trigger ledger_press after insert on press for each row execute function ledger_press();

create function ledger_verdict() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, s.unit_id, 'verdict', verdict_fact(new))
  from press s where s.org_id = new.org_id and s.visit_id = new.visit_id and s.kind = 'start';
  return null;
end $$;
create trigger ledger_verdict after insert on verdict for each row execute function ledger_verdict();

-- The required dwell and the radius are those of a visit's day: when they change from a day on that has visits, these are due again.
create function visits_due_by_setting() returns trigger language plpgsql as $$
begin
  update visit_day d set revision = revision + 1
  from (
    select distinct p.org_id, p.rep_id, p.day from press p
    where p.org_id = new.org_id and p.unit_id = any(unit_scope(new.org_id, new.unit_id)) and p.day >= new.from_day
    order by 1, 2, 3
  ) due
  where d.org_id = due.org_id and d.rep_id = due.rep_id and d.day = due.day;
  return null;
end $$;
create trigger visits_due_by_setting after insert on setting_change
  for each row when (new.key in ('requiredDwellS', 'thresholdM')) execute function visits_due_by_setting();

-- Where a retailer is decides its visits' verdicts: those of the days for which a new version says something else are due again.
create function visits_due_by_place() returns trigger language plpgsql as $$
begin
  update visit_day d set revision = revision + 1
  from (
    select distinct p.org_id, p.rep_id, p.day
    from said v join known_place k using (org_id, retailer_id, place_no)
    cross join lateral (
      select b.position, b.trust, b.sigma_m, b.threshold_m from known_place b
      where b.org_id = k.org_id and b.retailer_id = k.retailer_id and b.place_no < k.place_no and b.begins <= k.begins order by b.begins desc, b.place_no desc limit 1
    ) b
    cross join lateral (
      select min(n.begins) as ends from known_place n where n.org_id = k.org_id and n.retailer_id = k.retailer_id and n.begins > k.begins
    ) n
    join press p on p.org_id = k.org_id and p.retailer_id = k.retailer_id and p.day >= k.begins and (n.ends is null or p.day < n.ends)
    where (b.position, b.trust, b.sigma_m, b.threshold_m) is distinct from (k.position, k.trust, k.sigma_m, k.threshold_m)
    order by 1, 2, 3
  ) due
  where d.org_id = due.org_id and d.rep_id = due.rep_id and d.day = due.day;
  return null;
end $$;
create trigger visits_due_by_place after insert on retailer_place referencing new table as said for each statement execute function visits_due_by_place();

-- The opening hours that count are those of a visit's day: after a version that changes them the visits from its day on are due again.
create function visits_due_by_hours() returns trigger language plpgsql as $$
begin
  update visit_day d set revision = revision + 1
  from (
    select distinct p.org_id, p.rep_id, p.day
    from added a join press p using (org_id, retailer_id)
    where a.on_record and (a.from_day is null or p.day >= a.from_day)
    order by 1, 2, 3
  ) due
  where d.org_id = due.org_id and d.rep_id = due.rep_id and d.day = due.day;
  return null;
end $$;
create trigger visits_due_by_hours after insert on retailer_fact
  referencing new table as added for each statement execute function visits_due_by_hours();

-- Whether an inspector stood at a coordinate that was learned decides whether it is doubted: then the visits of its days are due again.
create function visits_due_by_inspector() returns trigger language plpgsql as $$
begin
  update visit_day d set revision = revision + 1
  from (
    select distinct p.org_id, p.rep_id, p.day
    from retailer_inspected i join press p using (org_id, retailer_id)
    cross join lateral place_on(p.org_id, p.retailer_id, p.day) k
    where i.org_id = new.org_id and i.finding_id = new.finding_id and k.trust = 'confirmed' and i.day >= k.begins
    order by 1, 2, 3
  ) due
  where d.org_id = due.org_id and d.rep_id = due.rep_id and d.day = due.day;
  return null;
end $$;
create trigger visits_due_by_inspector after insert on finding for each row when (new.outcome = 'met') execute function visits_due_by_inspector();

-- What a carrier says of a press is evidence of its visit, whose day is then due again.
create function visits_due_by_carrier() returns trigger language plpgsql as $$
begin
  update visit_day d set revision = revision + 1
  from press p
  where p.org_id = new.org_id and p.visit_id = new.visit_id and p.kind = new.kind and d.org_id = p.org_id and d.rep_id = p.rep_id and d.day = p.day;
  return null;
end $$;
create trigger visits_due_by_carrier after insert on carrier_fix for each row execute function visits_due_by_carrier();

create function ledger_appeal() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, s.unit_id, 'appeal', appeal_fact(new))
  from press s where s.org_id = new.org_id and s.visit_id = new.visit_id and s.kind = 'start';
  return null;
end $$;
create trigger ledger_appeal after insert on appeal for each row execute function ledger_appeal();

create function ledger_decision() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, s.unit_id, 'decision', decision_fact(new))
  from press s where s.org_id = new.org_id and s.visit_id = new.visit_id and s.kind = 'start';
  return null;
end $$;
create trigger ledger_decision after insert on decision for each row execute function ledger_decision();
