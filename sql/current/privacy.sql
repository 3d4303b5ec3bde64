-- After: facts, people

comment on table look is
  'Somebody looked at people''s positions: who, at whom, by which way, which hours of theirs. Appended before the '
  'positions leave, never edited.';
comment on column look.way is 'shared/looks.ts';
comment on column look.via is 'the credential that was shown: a device, a browser''s session, or the machine''s owner; null before it was recorded';
comment on column look.from_at is 'the hours that were seen; null: all that is kept';

create trigger look_stays before update or delete on look for each row execute function refuse_change();
create trigger look_stays_whole before truncate on look for each statement execute function refuse_change();

comment on table erasure is
  'Somebody''s raw positions were deleted before their time: whose, by whom, why, and how much it was. Appended, '
  'never edited.';
comment on column erasure.fixes is 'rows deleted';

create trigger erasure_stays before update or delete on erasure for each row execute function refuse_change();
create trigger erasure_stays_whole before truncate on erasure for each statement execute function refuse_change();

-- What the ledger says of an erasure: computed again from the row, it must be the entry's text.
create function erasure_fact(e erasure) returns json
language sql stable as $$
  select case when e.says_at then
    json_build_object('personId', e.person_id, 'erasedBy', e.erased_by, 'note', e.note,
      'fixes', e.fixes, 'notices', e.notices, 'quarantined', e.quarantined, 'at', utc_text(e.at))
  else
    json_build_object('personId', e.person_id, 'erasedBy', e.erased_by, 'note', e.note,
      'fixes', e.fixes, 'notices', e.notices, 'quarantined', e.quarantined)
  end
$$;

-- Erasures as the ledger should have them.
create view erasure_on_record as
select e.org_id, e.person_id, e.at, erasure_fact(e)::text as fact from erasure e;

create function ledger_erasure() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, p.unit_id, 'erasure', erasure_fact(new))
  from known_person p where p.org_id = new.org_id and p.person_id = new.person_id;
  return null;
end $$;
create trigger ledger_erasure after insert on erasure for each row execute function ledger_erasure();

comment on table looks_sealed is
  'Looks that are an entry of the ledger together, by their hash: an entry for each would make whoever looks wait. '
  'The ranges follow each other without a gap. Appended, never edited.';
create trigger looks_sealed_stay before update or delete on looks_sealed for each row execute function refuse_change();
create trigger looks_sealed_stay_whole before truncate on looks_sealed for each statement execute function refuse_change();

-- The looks of a range as they are now: how many, and their hash.
create function looks_within(of_org integer, first bigint, last bigint, out looks bigint, out sha256 text)
language sql stable as $$
  select count(*), encode(sha256(convert_to(coalesce(string_agg(json_build_array(l.look_id, utc_text(l.at), l.looker_id, l.way, l.via, l.rep_ids, utc_text(l.from_at), utc_text(l.to_at))::text, E'\n' order by l.look_id), ''), 'UTF8')), 'hex')
  from look l where l.org_id = of_org and l.look_id between first and last
$$;

create function looks_fact(s looks_sealed) returns json
language sql stable as $$
  select json_build_object('first', s.first_id, 'last', s.last_id, 'count', s.looks, 'sha256', s.sha256, 'at', utc_text(s.at))
$$;

-- Seals as the ledger must have them, and what their looks come to now.
create view looks_on_record as
select s.org_id, s.first_id, s.last_id, looks_fact(s)::text as fact, s.looks = n.looks and s.sha256 = n.sha256 as is_whole
from looks_sealed s cross join lateral looks_within(s.org_id, s.first_id, s.last_id) n;

-- Looks that say a time before the last seal and are in none: written afterwards.
create view look_astray as
select l.org_id, l.look_id
from look l join (select org_id, max(last_id) as last_id, max(at) as at from looks_sealed group by org_id) s using (org_id)
where l.look_id > s.last_id and l.at < s.at - interval '15 minutes';

create function ledger_looks() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, u.unit_id, 'looks', looks_fact(new))
  from known_unit u where u.org_id = new.org_id and u.parent_id is null;
  return null;
end $$;
create trigger ledger_looks after insert on looks_sealed for each row execute function ledger_looks();

-- Seals what was looked at until `past`, which lies so far back that no look before it is still being written.
create function seal_looks(past timestamptz) returns void
language sql as $$
  insert into looks_sealed (org_id, first_id, last_id, looks, sha256)
  select o.org_id, r.first, r.last, n.looks, n.sha256
  from known_org o
  cross join lateral (select coalesce(max(s.last_id) + 1, 1) as first from looks_sealed s where s.org_id = o.org_id) b
  cross join lateral (
    select b.first, coalesce(min(l.look_id) filter (where l.at >= past) - 1, max(l.look_id)) as last from look l where l.org_id = o.org_id and l.look_id >= b.first
  ) r
  cross join lateral looks_within(o.org_id, r.first, r.last) n
  where r.first <= r.last
  order by o.org_id
  on conflict do nothing
$$;
