-- A decision can be taken back by the person who made it, while it is the last word: the row after it says so, and what was
-- decided before it counts again. Nothing is deleted; the rep and the ledger see both.
alter table decision drop constraint decision_word_check;
alter table decision add constraint decision_word_check check (word in ('valid', 'invalid', 'withdrawn'));

-- A visit that nobody pressed a button for, claimed by its rep afterwards: its presses are the ends of a stop that the rep's own
-- track shows, carry no position of their own, and say when they were claimed. null: pressed at the time.
alter table press add column claimed_at timestamptz(3);

-- A stop in the rep's own track, by its first fix, that the rep says was no visit: it is not proposed again. Appended.
create table stay_dismissed (
  org_id      integer not null,
  rep_id      uuid not null,
  retailer_id uuid not null,
  from_at     timestamptz(3) not null,
  note        text not null,
  at          timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, rep_id, retailer_id, from_at),
  foreign key (org_id, rep_id) references person
);
create trigger stay_dismissed_stays before update or delete on stay_dismissed for each row execute function refuse_change();

-- What the ledger says of a press: a claimed one says so, and all others read as they always did.
create or replace function press_fact(p press) returns json
language sql stable as $$
  select case when p.claimed_at is null then
    json_build_object('visitId', p.visit_id, 'kind', p.kind, 'repId', p.rep_id, 'retailerId', p.retailer_id, 'day', to_char(p.day, 'YYYY-MM-DD'),
      'pressedAt', utc_text(p.pressed_at), 'receivedAt', utc_text(p.received_at),
      'lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry), 'accuracyM', p.accuracy_m, 'accuracyLevel', p.accuracy_level,
      'source', p.source, 'fixAt', utc_text(p.fix_at), 'mock', p.mock, 'deviceId', p.device_id, 'note', p.note)
  else
    json_build_object('visitId', p.visit_id, 'kind', p.kind, 'repId', p.rep_id, 'retailerId', p.retailer_id, 'day', to_char(p.day, 'YYYY-MM-DD'),
      'pressedAt', utc_text(p.pressed_at), 'receivedAt', utc_text(p.received_at), 'claimedAt', utc_text(p.claimed_at), 'note', p.note)
  end
$$;

-- The entries about one visit, for its case.
create index ledger_visit on ledger_entry (org_id, (fact::json ->> 'visitId')) where kind in ('press', 'verdict', 'appeal', 'decision');

-- A visit as everybody sees it: its presses, the machine's latest verdict, and a person's decision that was not taken back,
-- which is the state where there is one.
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
