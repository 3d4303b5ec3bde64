-- An act on a setting: from a day on a unit has a value of its own ('set'), has none any more ('inherit': what stands above it counts
-- again), or what was said from that very day does not count ('withdraw'). The unit without a parent is the organisation. Of several
-- acts for one day the last counts. Appended, never edited.
create table setting_change (
  org_id    integer not null,
  unit_id   uuid not null,
  key       text not null,                     -- of shared/settings.ts, which also knows what a value looks like
  change_no integer not null check (change_no > 0), -- 1, 2, 3 … of the unit and key: two who change what they both saw meet here
  from_day  date not null,                     -- by the unit's clock
  deed      text not null check (deed in ('set', 'inherit', 'withdraw')),
  value     jsonb,
  on_record boolean not null,                  -- it touches evidence: each row is an entry of the ledger
  set_by    uuid not null,
  set_at    timestamptz(3) not null default clock_timestamp(),
  reason    text,
  primary key (org_id, unit_id, key, change_no),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, set_by) references person,
  check ((deed = 'set') = (value is not null))
);

-- The recording rule was a setting without a history: what it is and who said so when is its first row. (Its ledger entries are there.)
insert into setting_change (org_id, unit_id, key, change_no, from_day, deed, value, on_record, set_by, set_at)
select s.org_id, u.unit_id, s.key, 1, (s.changed_at at time zone u.time_zone)::date, 'set', to_jsonb(s.value), false, s.changed_by, s.changed_at
from org_setting s join unit u on u.org_id = s.org_id and u.parent_id is null;

-- Whether a retailer's radius is its own, or the default that it was stored with: then the setting of the day counts.
alter table retailer add column threshold_own boolean not null default false;
update retailer set threshold_own = true where threshold_m <> 100;
