-- A press: the rep's own act at the start or the end of a visit, as the phone told it. Appended, never edited.
create table press (
  org_id      integer not null,
  visit_id    uuid not null,                   -- made by the phone
  kind        text not null check (kind in ('start', 'end')),
  rep_id      uuid not null,
  unit_id     uuid not null,                   -- the rep's unit at that time
  retailer_id uuid not null,
  day         date not null,                   -- of the visit's start, in the unit's time zone
  pressed_at  timestamptz(3) not null,         -- the phone's clock
  received_at timestamptz(3) not null default clock_timestamp(),
  position    geography(Point, 4326),          -- null: the phone had none
  accuracy_m  double precision,
  accuracy_level double precision,
  source      text,
  fix_at      timestamptz(3),
  mock        boolean,
  device_id   text,
  note        text,
  body_sha256 bytea not null,                  -- the same press again is the same; another body is a conflict
  primary key (org_id, visit_id, kind),
  foreign key (org_id, rep_id) references person,
  foreign key (org_id, retailer_id) references retailer
);
create index press_day on press (org_id, rep_id, day);
create index press_unit_day on press (org_id, unit_id, day);
-- The very same point again, or the same phone: what the judge looks for in the past.
create index press_place on press (org_id, st_x(position::geometry), st_y(position::geometry));
create index press_device on press (org_id, device_id, day);
create index press_retailer on press (org_id, retailer_id, day);

-- The visit a rep is in. The key is the law: one at a time.
create table open_visit (
  org_id     integer not null,
  rep_id     uuid not null,
  visit_id   uuid not null,
  started_at timestamptz not null,
  primary key (org_id, rep_id)
);

-- A judgement: the machine's answer for the evidence it had, and that evidence. Appended when the evidence or the rule changed.
create table verdict (
  org_id     integer not null,
  visit_id   uuid not null,
  verdict_no integer not null,
  verdict    text not null check (verdict in ('valid', 'suspect', 'invalid', 'unverifiable')),
  reasons    text[] not null check (cardinality(reasons) > 0),
  rule       text not null,
  answer     json not null,                    -- every number the judge gave
  evidence   json not null,                    -- what it was given: judging it again gives the same bytes
  evidence_sha256 bytea not null,
  judged_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, visit_id, verdict_no)
);

-- How far a rep's day has been judged: the revisions of its presses and of its fixes at that time.
create table visit_day (
  org_id   integer not null,
  rep_id   uuid not null,
  day      date not null,
  revision bigint not null default 1,          -- presses so far
  judged_revision bigint not null default 0,
  judged_position_revision bigint not null default 0,
  judged_at timestamptz,                       -- fixes that came since may change a verdict
  primary key (org_id, rep_id, day)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger press_stays before update or delete on press for each row execute function refuse_change();
create trigger press_stays_whole before truncate on press for each statement execute function refuse_change();
create trigger verdict_stays before update or delete on verdict for each row execute function refuse_change();
create trigger verdict_stays_whole before truncate on verdict for each statement execute function refuse_change();

-- A visit as everybody sees it: its presses and its latest verdict.
create view visit as
select s.org_id, s.visit_id, s.unit_id, s.rep_id, s.retailer_id, s.day,
       s.pressed_at as started_at, e.pressed_at as ended_at,
       extract(epoch from e.pressed_at - s.pressed_at)::float8 as dwell_s,
       s.position as start_position, e.position as end_position,
       case when v.verdict is not null then v.verdict when e.visit_id is null then 'open' else 'waiting' end as state,
       v.verdict_no, v.verdict, v.reasons, v.rule, v.answer, v.judged_at
from press s
left join press e on e.org_id = s.org_id and e.visit_id = s.visit_id and e.kind = 'end'
left join lateral (
  select * from verdict where verdict.org_id = s.org_id and verdict.visit_id = s.visit_id order by verdict_no desc limit 1
) v on true
where s.kind = 'start';
