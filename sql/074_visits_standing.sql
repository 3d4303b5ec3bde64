-- How visits stand, as lists filter them, so that no list judges all visits anew to show fifty.
create table visit_standing (
  org_id       integer not null,
  visit_id     uuid not null,
  unit_id      uuid not null,
  rep_id       uuid not null,
  retailer_id  uuid not null,
  day          date not null,
  started_at   timestamptz(3) not null,
  state        text not null,
  needs_review boolean not null,
  has_changed  boolean not null,
  primary key (org_id, visit_id)
);

insert into visit_standing (org_id, visit_id, unit_id, rep_id, retailer_id, day, started_at, state, needs_review, has_changed)
select s.org_id, s.visit_id, s.unit_id, s.rep_id, s.retailer_id, s.day, s.pressed_at,
       coalesce(d.word, m.state),
       a.visit_id is not null and not coalesce(d.on_appeal, false) or d.word is null and m.state in ('suspect', 'unverifiable'),
       d.verdict_no is not null and (v.verdict, v.reasons) is distinct from (w.verdict, w.reasons)
from press s
left join press e on e.org_id = s.org_id and e.visit_id = s.visit_id and e.kind = 'end'
left join lateral (
  select verdict, reasons from verdict where verdict.org_id = s.org_id and verdict.visit_id = s.visit_id order by verdict_no desc limit 1
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

-- Of everybody, and of each unit: whoever sees all reads the first, whoever sees some units reads the second once a unit.
create index visit_standing_time on visit_standing (org_id, started_at desc, visit_id desc);
create index visit_standing_unit on visit_standing (org_id, unit_id, started_at desc, visit_id desc);
create index visit_standing_state on visit_standing (org_id, state, started_at desc, visit_id desc);
create index visit_standing_unit_state on visit_standing (org_id, unit_id, state, started_at desc, visit_id desc);
create index visit_standing_review on visit_standing (org_id, started_at desc, visit_id desc) where needs_review;
create index visit_standing_unit_review on visit_standing (org_id, unit_id, started_at desc, visit_id desc) where needs_review;
create index visit_standing_changed on visit_standing (org_id, started_at desc, visit_id desc) where has_changed;
create index visit_standing_unit_changed on visit_standing (org_id, unit_id, started_at desc, visit_id desc) where has_changed;
create index visit_standing_rep on visit_standing (org_id, rep_id, started_at desc, visit_id desc);
create index visit_standing_retailer on visit_standing (org_id, retailer_id, started_at desc, visit_id desc);
