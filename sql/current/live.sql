comment on table stream is
  'The stream''s name. A restored database gets a new one, so that a cursor from before is not mistaken for a place '
  'in it.';
comment on index stream_pkey is 'Of the database: the stream of events is one for all organisations.';

comment on table event is
  'Something watchers should hear of: written in the transaction that made it true, tailed by every server process.';
comment on column event.xid is
  'The writing transaction: the tail reads only below the oldest one still running, so a late commit is never '
  'skipped.';

-- The stream's name, for whoever needs something that only this database knows.
create view known_stream as
select stream_id from stream;

-- How any feature says what happened.
create function announce(of_org integer, in_unit uuid, in_territory uuid, of_rep uuid, what jsonb) returns void
language sql as $$
  insert into event (org_id, unit_id, territory_id, rep_id, payload) values (of_org, in_unit, in_territory, of_rep, what)
$$;

-- The same of many reps at once. PL/pgSQL, because it keeps its plan: this is said with every writing of positions.
create function announce_each(of_orgs integer[], in_units uuid[], of_reps uuid[], what jsonb[]) returns void
language plpgsql as $$
begin
  insert into event (org_id, unit_id, rep_id, payload) select * from unnest(of_orgs, in_units, of_reps, what);
end $$;
