comment on table org_setting is
  'A choice of the organisation. `recording` says when positions are kept: ''always'' (so when there is no row), '
  'because switching the tracker app on is the rep''s own act and the phone shows it; or ''shift'', only in a shift '
  'that the rep opened, or at a press.';

-- An organisation that keeps positions of shifts only.
create view shift_only_org as
select org_id from org_setting where key = 'recording' and value = 'shift';

-- Whether an organisation keeps positions of shifts only.
create function is_shift_only(of_org integer) returns boolean
language sql stable as $$
  select exists (select from shift_only_org where org_id = of_org)
$$;

-- Says when positions of an organisation are kept; saying the same again is no change.
create function set_recording(of_org integer, rule text, by_person uuid) returns void
language sql as $$
  insert into org_setting (org_id, key, value, changed_by) values (of_org, 'recording', rule, by_person)
  on conflict (org_id, key) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = clock_timestamp()
  where org_setting.value <> excluded.value
$$;

-- What the ledger says of a setting: computed again from the row, it must be the text of its last entry.
create function setting_fact(s org_setting) returns json
language sql stable as $$
  select json_build_object('key', s.key, 'value', s.value, 'changedBy', s.changed_by)
$$;

-- Settings as the ledger should have them.
create view setting_on_record as
select s.org_id, s.key, setting_fact(s)::text as fact from org_setting s;

-- Whether people are followed beyond their shifts is no small thing: who changed it and when is on record.
create function ledger_setting() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, u.unit_id, 'setting', setting_fact(new))
  from known_unit u where u.org_id = new.org_id and u.parent_id is null;
  return null;
end $$;
create trigger ledger_setting after insert or update on org_setting for each row execute function ledger_setting();
