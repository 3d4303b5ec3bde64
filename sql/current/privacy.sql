-- After: facts

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
