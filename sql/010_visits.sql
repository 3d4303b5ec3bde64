-- An appeal: the rep says that the judgement of their visit is wrong, and why. The key is the law: once a visit. Appended, never edited.
create table appeal (
  org_id     integer not null,
  visit_id   uuid not null,
  verdict_no integer not null,                 -- the judgement it is about
  rep_id     uuid not null,
  note       text not null,
  at         timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, visit_id),
  foreign key (org_id, visit_id, verdict_no) references verdict,
  foreign key (org_id, rep_id) references person
);

-- A decision: what an auditor says of a visit, over the machine's judgement, which stays as it is. Appended, never edited; the
-- latest one counts.
create table decision (
  org_id      integer not null,
  visit_id    uuid not null,
  decision_no integer not null,
  verdict_no  integer not null,                -- the judgement that was decided on
  decider_id  uuid not null,
  word        text not null check (word in ('valid', 'invalid')),
  note        text not null,
  on_appeal   boolean not null,                -- the rep had been heard
  at          timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, visit_id, decision_no),
  foreign key (org_id, visit_id, verdict_no) references verdict,
  foreign key (org_id, decider_id) references person
);

create trigger appeal_stays before update or delete on appeal for each row execute function refuse_change();
create trigger appeal_stays_whole before truncate on appeal for each statement execute function refuse_change();
create trigger decision_stays before update or delete on decision for each row execute function refuse_change();
create trigger decision_stays_whole before truncate on decision for each statement execute function refuse_change();

-- A visit as everybody sees it: its presses, the machine's latest verdict, and a person's decision, which is the state where there is one.
create or replace view visit as
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
       d.verdict_no is not null and (v.verdict, v.reasons) is distinct from (w.verdict, w.reasons) as evidence_changed_since
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
  select * from decision where decision.org_id = s.org_id and decision.visit_id = s.visit_id order by decision_no desc limit 1
) d on true
left join verdict w on w.org_id = s.org_id and w.visit_id = s.visit_id and w.verdict_no = d.verdict_no
where s.kind = 'start';

-- What the ledger says of an appeal and of a decision: computed again from the row, it must be the entry's text.
create function appeal_fact(a appeal) returns json
language sql stable as $$
  select json_build_object('visitId', a.visit_id, 'verdictNo', a.verdict_no, 'repId', a.rep_id, 'note', a.note, 'at', utc_text(a.at))
$$;

create function decision_fact(d decision) returns json
language sql stable as $$
  select json_build_object('visitId', d.visit_id, 'decisionNo', d.decision_no, 'verdictNo', d.verdict_no, 'deciderId', d.decider_id,
    'word', d.word, 'note', d.note, 'onAppeal', d.on_appeal, 'at', utc_text(d.at))
$$;

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
