-- A choice of the organisation. `recording` says when positions are kept: 'always' (so when there is no row), because switching
-- the tracker app on is the rep's own act and the phone shows it; or 'shift', only in a shift that the rep opened, or at a press.
create table org_setting (
  org_id     integer not null references org,
  key        text not null check (key in ('recording')),
  value      text not null,
  changed_by uuid not null,
  changed_at timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, key),
  check (key <> 'recording' or value in ('always', 'shift'))
);

-- The rep's own act: opening or closing a shift. Appended, never edited. A shift is an open row, and a close row of its shift_id.
create table shift (
  org_id    integer not null,
  client_id uuid not null,                     -- made by the phone, so that the same act sent twice is one
  kind      text not null check (kind in ('open', 'close')),
  shift_id  uuid not null,                     -- the client_id of the open row
  rep_id    uuid not null,
  unit_id   uuid not null,
  day       date not null,                     -- of its opening, in the unit's time zone
  at        timestamptz(3) not null,           -- the phone's clock
  received_at timestamptz(3) not null default clock_timestamp(),
  device_id uuid,                              -- the phone, where its token was shown
  primary key (org_id, client_id, kind),
  unique (org_id, shift_id, kind),
  foreign key (org_id, rep_id) references person
);
create index shift_rep on shift (org_id, rep_id, at);
create trigger shift_stays before update or delete on shift for each row execute function refuse_change();
create trigger shift_stays_whole before truncate on shift for each statement execute function refuse_change();

-- A shift from its opening to its end. One that nobody closed ends with the next one, or after 16 hours: it was forgotten, and a
-- tracker must not run for days because of it.
create view shift_span as
select o.org_id, o.shift_id, o.rep_id, o.unit_id, o.day, o.at as opened_at, c.at as closed_at,
       coalesce(c.at, least(o.at + interval '16 hours', (
         select min(n.at) from shift n where n.org_id = o.org_id and n.rep_id = o.rep_id and n.kind = 'open' and n.at > o.at
       ))) as until_at
from shift o
left join shift c on c.org_id = o.org_id and c.shift_id = o.shift_id and c.kind = 'close'
where o.kind = 'open';

-- How many positions of a rep's day came and were not kept, because they were recorded outside of every shift. Nothing else of
-- them is known, so one that is sent twice counts twice.
create table fix_refused (
  org_id  integer not null,
  rep_id  uuid not null,
  day     date not null,
  refused bigint not null,
  primary key (org_id, rep_id, day)
);

create function is_shift_only(of_org integer) returns boolean
language sql stable as $$
  select exists (select from org_setting where org_id = of_org and key = 'recording' and value = 'shift')
$$;

-- Whether a rep was in a shift or at a press at a moment of the phone's clock; two minutes either way, because the fix that a
-- press waits for is a little older or younger than the press.
create function in_shift(of_org integer, of_rep uuid, moment timestamptz) returns boolean
language sql stable as $$
  select exists (
    select from shift_span s where s.org_id = of_org and s.rep_id = of_rep
      and moment between s.opened_at - interval '2 minutes' and s.until_at + interval '2 minutes'
  ) or exists (
    select from press p where p.org_id = of_org and p.rep_id = of_rep and p.day between moment::date - 2 and moment::date + 2
      and p.pressed_at between moment - interval '2 minutes' and moment + interval '2 minutes'
  )
$$;

create function shift_fact(s shift) returns json
language sql stable as $$
  select json_build_object('shiftId', s.shift_id, 'clientId', s.client_id, 'kind', s.kind, 'repId', s.rep_id, 'at', utc_text(s.at), 'receivedAt', utc_text(s.received_at))
$$;

create function ledger_shift() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'shift', shift_fact(new));
  return null;
end $$;
create trigger ledger_shift after insert on shift for each row execute function ledger_shift();

-- Whether people are followed beyond their shifts is no small thing: who changed it and when is on record.
create function ledger_setting() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, u.unit_id, 'setting', json_build_object('key', new.key, 'value', new.value, 'changedBy', new.changed_by))
  from unit u where u.org_id = new.org_id and u.parent_id is null;
  return null;
end $$;
create trigger ledger_setting after insert or update on org_setting for each row execute function ledger_setting();

-- A second reading of something quarantined, with the readers of that day: what could be stored of it, and what still could not
-- be read. The quarantined row itself stays as it is. Appended.
create table quarantine_replay (
  org_id        integer not null,
  replay_id     bigint generated always as identity,
  quarantine_id bigint not null,
  replayed_by   uuid not null,
  replayed_at   timestamptz(3) not null default clock_timestamp(),
  stored_fixes  integer not null,              -- fixes that were new
  read_parts    integer not null,              -- fixes and notices that could be read, new or not
  still         jsonb not null,                -- [{reason, detail}] of what could not
  primary key (org_id, replay_id),
  foreign key (org_id, quarantine_id) references quarantine
);
create index quarantine_replays on quarantine_replay (org_id, quarantine_id, replay_id);
create trigger quarantine_replay_stays before update or delete on quarantine_replay for each row execute function refuse_change();

-- The retailers that a phone was last given as its own geofences: a new list goes out only when it is another one.
create table waypoint_sent (
  org_id       integer not null,
  device_id    uuid not null,
  day          date not null,
  list_sha256  bytea not null,                 -- of the command as it was sent, without what it removes
  retailer_ids uuid[] not null,
  sent_at      timestamptz not null default clock_timestamp(),
  primary key (org_id, device_id),
  foreign key (org_id, device_id) references device
);

-- The retailer whose border a phone crossed, where it was one that the phone had been given.
alter table phone_notice add column retailer_id uuid;
create index phone_notice_retailer on phone_notice (org_id, rep_id, retailer_id, at);
