-- After: facts

comment on table track_look is 'Somebody looked at a person''s track: whose, by whom, which hours.';

comment on table erasure is
  'Somebody''s raw positions were deleted before their time: whose, by whom, why, and how much it was. Appended, '
  'never edited.';
comment on column erasure.fixes is 'rows deleted';

create trigger erasure_stays before update or delete on erasure for each row execute function refuse_change();
create trigger erasure_stays_whole before truncate on erasure for each statement execute function refuse_change();

-- Evidence of a visit holds the track around it: opening the case is a look at it. Once in ten minutes: a case that reads itself
-- again when something changes is one look.
create function record_look(of_org integer, looker uuid, of_rep uuid, first_at timestamptz, last_at timestamptz) returns void
language sql as $$
  insert into track_look (org_id, looker_id, rep_id, from_at, to_at)
  select of_org, looker, of_rep, first_at, last_at
  where not exists (
    select from track_look where org_id = of_org and looker_id = looker and rep_id = of_rep and from_at = first_at and to_at = last_at and at > clock_timestamp() - interval '10 minutes')
$$;

-- Each reading of a track is a look.
create function add_look(of_org integer, looker uuid, of_rep uuid, first_at timestamptz, last_at timestamptz) returns void
language sql as $$
  insert into track_look (org_id, looker_id, rep_id, from_at, to_at) values (of_org, looker, of_rep, first_at, last_at)
$$;

-- What the ledger says of an erasure: computed again from the row, it must be the entry's text.
create function erasure_fact(e erasure) returns json
language sql stable as $$
  select json_build_object('personId', e.person_id, 'erasedBy', e.erased_by, 'note', e.note,
    'fixes', e.fixes, 'notices', e.notices, 'quarantined', e.quarantined)
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
