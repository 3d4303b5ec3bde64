-- Somebody's raw positions were deleted before their time: whose, by whom, why, and how much it was. Appended, never edited.
create table erasure (
  org_id      integer not null,
  erasure_id  bigint generated always as identity,
  person_id   uuid not null,
  erased_by   uuid not null,
  note        text not null,
  fixes       bigint not null,                 -- rows deleted
  notices     bigint not null,
  quarantined bigint not null,
  at          timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, erasure_id),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, erased_by) references person
);
create trigger erasure_stays before update or delete on erasure for each row execute function refuse_change();
create trigger erasure_stays_whole before truncate on erasure for each statement execute function refuse_change();

create function ledger_erasure() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, p.unit_id, 'erasure', json_build_object('personId', new.person_id, 'erasedBy', new.erased_by, 'note', new.note,
    'fixes', new.fixes, 'notices', new.notices, 'quarantined', new.quarantined))
  from person p where p.org_id = new.org_id and p.person_id = new.person_id;
  return null;
end $$;
create trigger ledger_erasure after insert on erasure for each row execute function ledger_erasure();
