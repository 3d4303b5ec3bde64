-- Where a retailer was said to be before, and until when: what a coordinate that visits confirm is compared with. Appended by the
-- trigger below and by nothing else.
create table retailer_was (
  org_id      integer not null,
  retailer_id uuid not null,
  was_no      bigint generated always as identity,
  position    geography(Point, 4326) not null,
  trust       text not null,
  until_at    timestamptz not null default clock_timestamp(),
  primary key (org_id, retailer_id, was_no)
);
create trigger retailer_was_stays before update or delete on retailer_was for each row execute function refuse_change();

create function keep_coordinate() returns trigger language plpgsql as $$
begin
  insert into retailer_was (org_id, retailer_id, position, trust) values (old.org_id, old.retailer_id, old.position, old.trust);
  return null;
end $$;
create trigger keep_coordinate after update of position on retailer for each row
  when (old.position::text <> new.position::text) execute function keep_coordinate();
