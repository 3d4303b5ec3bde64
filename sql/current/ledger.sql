-- After: facts

comment on table ledger_entry is
  'An entry of the ledger: that something became known at a moment, in words that can be checked later. Entries of '
  'a unit form a chain: each carries the hash of the one before, so that none can be changed, left out, moved or '
  'slipped in without all later hashes being different. Appended by ledger_append and by nothing else.';
comment on column ledger_entry.day is
  'when it was appended, in the unit''s time zone: a day that is over stays as it is';
comment on column ledger_entry.entry_no is '1, 2, 3 … in the unit, over all days';
comment on column ledger_entry.at is 'UTC, to the microsecond';
comment on column ledger_entry.fact is 'JSON as it was hashed, to the byte';

comment on table ledger_head is 'The end of a unit''s chain. Locking this row puts appends of one unit in order.';
comment on index ledger_visit is 'The entries about one visit, for its case.';

create trigger ledger_stays before update or delete on ledger_entry for each row execute function refuse_change();
create trigger ledger_stays_whole before truncate on ledger_entry for each statement execute function refuse_change();

-- What other features may read of an entry.
create view known_ledger_entry as
select org_id, unit_id, day, entry_no, kind, at, fact, previous_sha256, sha256 from ledger_entry;

-- The bytes that are hashed: every field on a line of its own. The same formula stands in server/ledger/verify.ts.
create function ledger_hash(of_org integer, in_unit uuid, in_day date, no bigint, of_kind text, at text, fact text, previous text) returns text
language sql immutable as $$
  select encode(sha256(convert_to(concat_ws(E'\n', 'rounds-ledger/1', of_org, in_unit, to_char(in_day, 'YYYY-MM-DD'), no, of_kind, at, fact, previous), 'UTF8')), 'hex')
$$;

-- Appends an entry to a unit's chain: a feature calls it in the transaction in which the fact became known.
create function ledger_append(of_org integer, in_unit uuid, of_kind text, fact json) returns void
language plpgsql as $$
declare
  head ledger_head;
  now_at timestamptz;
  today date;
  at_text text;
  hash text;
begin
  insert into ledger_head values (of_org, in_unit, 0, repeat('0', 64)) on conflict do nothing;
  select * into head from ledger_head where org_id = of_org and unit_id = in_unit for update;
  now_at := clock_timestamp();                 -- after the lock: times rise with the numbers
  select (now_at at time zone time_zone)::date into strict today from known_unit where org_id = of_org and unit_id = in_unit;
  at_text := utc_text(now_at);
  hash := ledger_hash(of_org, in_unit, today, head.entry_no + 1, of_kind, at_text, fact::text, head.sha256);
  insert into ledger_entry values (of_org, in_unit, today, head.entry_no + 1, of_kind, at_text, fact::text, head.sha256, hash);
  update ledger_head set entry_no = head.entry_no + 1, sha256 = hash where org_id = of_org and unit_id = in_unit;
end $$;

-- Records that rows of a kind from before a moment were deleted because their time was over: only of these none is missed.
create function ledger_expiry(of_org integer, what text, before timestamptz) returns void
language plpgsql as $$
begin
  perform ledger_append(of_org, u.unit_id, 'expiry', json_build_object('what', what, 'before', utc_text(before)))
  from known_unit u where u.org_id = of_org and u.parent_id is null;
end $$;

-- Ends of chains that are not where the next entry would follow.
create view ledger_head_astray as
select coalesce(h.org_id, l.org_id) as org_id, coalesce(h.unit_id, l.unit_id) as unit_id
from ledger_head h
full join (select distinct on (org_id, unit_id) org_id, unit_id, entry_no, sha256 from ledger_entry order by org_id, unit_id, entry_no desc) l using (org_id, unit_id)
where (h.entry_no, h.sha256) is distinct from (l.entry_no, l.sha256);

comment on table heads_published is
  'The heads of an organisation''s chains at the end of a day were taken by whoever keeps them (HEADS_URL).';
create trigger published_stays before update or delete on heads_published for each row execute function refuse_change();
create trigger published_stays_whole before truncate on heads_published for each statement execute function refuse_change();
