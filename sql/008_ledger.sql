-- An entry of the ledger: that something became known at a moment, in words that can be checked later. Entries of a unit
-- form a chain: each carries the hash of the one before, so that none can be changed, left out, moved or slipped in
-- without all later hashes being different. Appended by the triggers below and by nothing else.
create table ledger_entry (
  org_id   integer not null,
  unit_id  uuid not null,
  day      date not null,                      -- when it was appended, in the unit's time zone: a day that is over stays as it is
  entry_no bigint not null,                    -- 1, 2, 3 … in the unit, over all days
  kind     text not null,
  at       text not null,                      -- UTC, to the microsecond
  fact     text not null,                      -- JSON as it was hashed, to the byte
  previous_sha256 text not null,
  sha256   text not null,
  primary key (org_id, unit_id, entry_no)
);
create index ledger_day on ledger_entry (org_id, day);
create trigger ledger_stays before update or delete on ledger_entry for each row execute function refuse_change();
create trigger ledger_stays_whole before truncate on ledger_entry for each statement execute function refuse_change();

-- The end of a unit's chain. Locking this row puts appends of one unit in order.
create table ledger_head (
  org_id   integer not null,
  unit_id  uuid not null,
  entry_no bigint not null,
  sha256   text not null,
  primary key (org_id, unit_id)
);

-- The bytes that are hashed: every field on a line of its own. The same formula stands in server/ledger/verify.ts.
create function ledger_hash(of_org integer, in_unit uuid, in_day date, no bigint, of_kind text, at text, fact text, previous text) returns text
language sql immutable as $$
  select encode(sha256(convert_to(concat_ws(E'\n', 'rounds-ledger/1', of_org, in_unit, to_char(in_day, 'YYYY-MM-DD'), no, of_kind, at, fact, previous), 'UTF8')), 'hex')
$$;

create function utc_text(at timestamptz) returns text
language sql stable as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

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
  select (now_at at time zone time_zone)::date into strict today from unit where org_id = of_org and unit_id = in_unit;
  at_text := utc_text(now_at);
  hash := ledger_hash(of_org, in_unit, today, head.entry_no + 1, of_kind, at_text, fact::text, head.sha256);
  insert into ledger_entry values (of_org, in_unit, today, head.entry_no + 1, of_kind, at_text, fact::text, head.sha256, hash);
  update ledger_head set entry_no = head.entry_no + 1, sha256 = hash where org_id = of_org and unit_id = in_unit;
end $$;

-- What the ledger says of a press and of a verdict: computed again from the row, it must be the entry's text.
create function press_fact(p press) returns json
language sql stable as $$
  select json_build_object('visitId', p.visit_id, 'kind', p.kind, 'repId', p.rep_id, 'retailerId', p.retailer_id, 'day', to_char(p.day, 'YYYY-MM-DD'),
    'pressedAt', utc_text(p.pressed_at), 'receivedAt', utc_text(p.received_at),
    'lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry), 'accuracyM', p.accuracy_m, 'accuracyLevel', p.accuracy_level,
    'source', p.source, 'fixAt', utc_text(p.fix_at), 'mock', p.mock, 'deviceId', p.device_id, 'note', p.note)
$$;

create function verdict_fact(v verdict) returns json
language sql stable as $$
  select json_build_object('visitId', v.visit_id, 'verdictNo', v.verdict_no, 'verdict', v.verdict, 'reasons', v.reasons, 'rule', v.rule,
    'answerSha256', encode(sha256(convert_to(v.answer::text, 'UTF8')), 'hex'), 'evidenceSha256', encode(sha256(convert_to(v.evidence::text, 'UTF8')), 'hex'))
$$;

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

-- Positions expire; that they came, how many, when and with which content does not.
create function ledger_fixes() returns trigger language plpgsql as $$
begin
  perform ledger_append(b.org_id, b.unit_id, 'fixes', json_build_object('repId', b.rep_id, 'deviceId', b.device_id, 'count', b.n, 'from', utc_text(b.from_at), 'to', utc_text(b.to_at), 'sha256', b.sha256))
  from (
    select org_id, unit_id, rep_id, device_id, count(*) as n, min(fix_at) as from_at, max(fix_at) as to_at,
           encode(sha256(convert_to(string_agg(concat_ws(',', utc_text(fix_at), st_x(position::geometry), st_y(position::geometry), accuracy_m, source, mock), E'\n' order by fix_at), 'UTF8')), 'hex') as sha256
    from stored group by org_id, unit_id, rep_id, device_id
  ) b;
  return null;
end $$;
create trigger ledger_fixes after insert on fix referencing new table as stored for each statement execute function ledger_fixes();

-- Where a retailer is decides verdicts: each change of its coordinate is on record.
create function ledger_coordinate() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'coordinate', json_build_object('retailerId', new.retailer_id,
    'fromLng', st_x(old.position::geometry), 'fromLat', st_y(old.position::geometry), 'lng', st_x(new.position::geometry), 'lat', st_y(new.position::geometry),
    'fromTrust', old.trust, 'trust', new.trust, 'sigmaM', new.sigma_m, 'thresholdM', new.threshold_m));
  return null;
end $$;
create trigger ledger_coordinate after update of position, trust, sigma_m, threshold_m on retailer for each row
  when ((old.position, old.trust, old.sigma_m, old.threshold_m) is distinct from (new.position, new.trust, new.sigma_m, new.threshold_m))
  execute function ledger_coordinate();
