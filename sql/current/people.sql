-- After: facts

comment on table org is 'An organisation: whoever runs Rounds for its people. Nothing is shared between two.';
comment on column org.synthetic is 'made by the demo: said wherever it shows';

comment on table unit is
  'A unit: the organisation itself (no parent), a county branch, a team. Scope is a unit and all below it.';
comment on column unit.closed_at is 'since when nothing new is put there; what it did stays';
comment on column unit.time_zone is 'the working day is this zone''s';

comment on table person is 'A person who signs in, or whose phone does.';
comment on column person.password_hash is 'argon2id, with its parameters in it';
comment on index person_login is 'One server, one name space of logins: the sign-in form asks for no organisation.';

comment on column person.phone is 'where they are called';

comment on table invitation is
  'A link by which somebody chooses their own password, once and before it ends. Only the hash of its token is here.';
comment on index invitation_lookup is 'Of all organisations: a token says whose it is, and nothing else does.';

comment on table session is 'A browser that is signed in. Only the hash of its cookie is here.';
comment on index session_lookup is 'Of all organisations: a cookie says whose it is, and nothing else does.';

comment on table device is
  'A phone that may send positions and presses for one person. Only the hash of its token is here.';
comment on index device_lookup is 'Of all organisations: a token says whose it is, and nothing else does.';

-- What other features may read of the tables above: a known thing is the thing without what only people/ needs.
create view known_org as
select org_id, name, synthetic from org;

create view known_unit as
select org_id, unit_id, parent_id, name, time_zone, closed_at from unit;

create view known_person as
select org_id, person_id, unit_id, role, name, login, is_active, created_at from person;

create view known_session as
select org_id, person_id, created_at, expires_at from session;

create view known_device as
select org_id, device_id, person_id, label, created_at, last_seen_at, revoked_at from device;

-- The units at and below one: the single place where scope is spelled out.
create function unit_scope(of_org integer, top uuid) returns uuid[]
language sql stable as $$
  with recursive below as (
    select unit_id from unit where org_id = of_org and unit_id = top
    union
    select u.unit_id from unit u join below b on u.parent_id = b.unit_id where u.org_id = of_org
  )
  select array_agg(unit_id) from below
$$;

-- Whether these are all units of an organisation: then a question need not be asked unit by unit.
create function is_every_unit(of_org integer, units uuid[]) returns boolean
language sql stable as $$
  select not exists (select from unit where org_id = of_org and unit_id <> all(units))
$$;

-- Who somebody is and how far they may see.
create view actor as
select p.org_id, p.person_id, p.role, p.name, p.unit_id, p.is_active, u.time_zone,
       o.name as org_name, o.synthetic, unit_scope(p.org_id, p.unit_id) as unit_ids
from person p
join unit u using (org_id, unit_id)
join org o using (org_id);

-- However a session ends (signing out, new rights, a new password, expiry), its person's open streams are looked at at once: every
-- server process reads the event table, whichever process the browser signed out from.
create function announce_session_end() returns trigger language plpgsql as $$
begin
  perform announce(p.org_id, p.unit_id, null, p.person_id, '{"kind":"sessionEnd"}') from person p where p.org_id = old.org_id and p.person_id = old.person_id;
  return null;
end $$;
create trigger announce_session_end after delete on session for each row execute function announce_session_end();

-- Whose phones show these tokens: a plan that is kept, and the units below are walked only where there are some. `is_stale`: last seen
-- more than a minute ago.
create function phones_of(token_hashes bytea[])
returns table (no bigint, org_id integer, person_id uuid, role text, name text, unit_id uuid, unit_ids uuid[], time_zone text, device_id uuid, is_stale boolean)
language plpgsql stable as $$
begin
  return query
  with phone as materialized (
    select t.no, d.org_id, p.person_id, p.role, p.name, p.unit_id, u.time_zone, d.device_id, coalesce(d.last_seen_at < now() - interval '1 minute', true) as is_stale
    from unnest(token_hashes) with ordinality as t(token_hash, no)
    -- One by one by their keys (offset 0 keeps them apart), whatever the planner believes of tables that it has no figures of yet:
    -- joined, a new organisation's phones were compared with each of its people.
    cross join lateral (select * from device d where d.token_hash = t.token_hash and d.revoked_at is null offset 0) d
    cross join lateral (select * from person p where p.org_id = d.org_id and p.person_id = d.person_id offset 0) p
    cross join lateral (select u.time_zone from unit u where u.org_id = p.org_id and u.unit_id = p.unit_id offset 0) u
    where p.is_active and p.role = 'rep' -- a phone is a rep's: nobody else's token opens what their role may see
  ), scope as materialized (
    select s.org_id, s.unit_id, case when exists (select from unit b where b.org_id = s.org_id and b.parent_id = s.unit_id) then unit_scope(s.org_id, s.unit_id) else array[s.unit_id] end as unit_ids
    from (select distinct x.org_id, x.unit_id from phone x) s
  )
  select w.no, w.org_id, w.person_id, w.role, w.name, w.unit_id, s.unit_ids, w.time_zone, w.device_id, w.is_stale
  from phone w join scope s on s.org_id = w.org_id and s.unit_id = w.unit_id;
end $$;

comment on table access_act is
  'An act on who may do what: tokens, passwords, roles, units, activity, new people, back-ups, evidence taken away. '
  'Whom it concerns, by whom, by which credential. Appended, never edited.';
comment on column access_act.act is 'shared/access.ts';
comment on column access_act.by_id is 'null: whoever owns the machine, where no server ran';

create trigger access_stays before update or delete on access_act for each row execute function refuse_change();
create trigger access_stays_whole before truncate on access_act for each statement execute function refuse_change();

create view known_access_act as
select org_id, act_no, at, act, unit_id, person_id, by_id, via, detail from access_act;

create function access_fact(a access_act) returns json
language sql stable as $$
  select json_build_object('act', a.act, 'personId', a.person_id, 'byId', a.by_id, 'via', a.via, 'detail', a.detail, 'at', utc_text(a.at))
$$;

create view access_on_record as
select org_id, unit_id, act_no, access_fact(a)::text as fact from access_act a;

create function ledger_access() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'access', access_fact(new));
  return null;
end $$;
create trigger ledger_access after insert on access_act for each row execute function ledger_access();

-- Records an act in the chain of the unit of whom it concerns, else of the unit that is said, else of the organisation: called by
-- each feature in the transaction of the act.
create function record_access(of_org integer, of_act text, by_person uuid, shown_via text, of_person uuid, in_unit uuid, of_detail json) returns void
language sql as $$
  insert into access_act (org_id, act, unit_id, person_id, by_id, via, detail)
  select of_org, of_act, coalesce((select p.unit_id from person p where p.org_id = of_org and p.person_id = of_person), in_unit,
    (select u.unit_id from unit u where u.org_id = of_org and u.parent_id is null)), of_person, by_person, shown_via, of_detail
$$;
