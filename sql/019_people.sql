-- However a session ends (signing out, new rights, a new password, expiry), its person's open streams are looked at at once: every
-- server process reads the event table, whichever process the browser signed out from.
create function announce_session_end() returns trigger language plpgsql as $$
begin
  perform announce(p.org_id, p.unit_id, null, p.person_id, '{"kind":"sessionEnd"}') from person p where p.org_id = old.org_id and p.person_id = old.person_id;
  return null;
end $$;
create trigger announce_session_end after delete on session for each row execute function announce_session_end();
