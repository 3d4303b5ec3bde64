-- After: facts

comment on table quarantine is
  'Something a phone sent that could not be read as a fix: kept whole, with the reason, for an administrator.';
comment on index quarantine_once is 'A phone that repeats the same unreadable message is kept once.';

comment on table quarantine_replay is
  'A second reading of something quarantined, with the readers of that day: what could be stored of it, and what '
  'still could not be read. The quarantined row itself stays as it is. Appended.';
comment on column quarantine_replay.stored_fixes is 'fixes that were new';
comment on column quarantine_replay.read_parts is 'fixes and notices that could be read, new or not';
comment on column quarantine_replay.still is '[{reason, detail}] of what could not';
comment on column quarantine_replay.quarantine_id is
  'of a row that may have expired: that it was read again, and what came of it, stays';

create trigger quarantine_replay_stays before update or delete on quarantine_replay for each row execute function refuse_change();

-- What other features may read of it.
create view known_quarantine as
select org_id, quarantine_id, device_id, app, reason, detail, raw, received_at from quarantine;
