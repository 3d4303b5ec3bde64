-- After: facts, ledger, people

comment on table questionnaire is
  'A version of a questionnaire. The draft changes; a published version is known by its hash, is on the ledger, and is '
  'the same for ever, because answers were given to it.';
comment on column questionnaire.content is 'JSON as it is hashed, to the byte; shared/questions.ts';
comment on column questionnaire.revision is 'each change of a draft names the one it was made from';
comment on column questionnaire.via is 'the credential that was shown by whoever changed it last';
comment on index questionnaire_one_draft is 'Two who change a questionnaire meet in its one draft.';

create function published_questionnaire_stays() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published questionnaire stays as it is: % refused', lower(tg_op) using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger questionnaire_stays before update or delete on questionnaire for each row execute function published_questionnaire_stays();
create trigger questionnaire_stays_whole before truncate on questionnaire for each statement execute function refuse_change();

create function questionnaire_fact(q questionnaire) returns json
language sql stable as $$
  select with_via(json_build_object('questionnaireId', q.questionnaire_id, 'version', q.version, 'sha256', q.sha256, 'publishedBy', q.changed_by,
    'publishedAt', utc_text(q.published_at)), q.via)
$$;

-- Published questionnaires as the ledger should have them.
create view questionnaire_on_record as
select q.org_id, q.unit_id, q.questionnaire_id, q.version, questionnaire_fact(q)::text as fact from questionnaire q where q.published_at is not null;

create function ledger_questionnaire() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'questionnaire', questionnaire_fact(new));
  return null;
end $$;
create trigger ledger_questionnaire_made after insert on questionnaire for each row
  when (new.published_at is not null) execute function ledger_questionnaire();
create trigger ledger_questionnaire_published after update on questionnaire for each row
  when (new.published_at is not null) execute function ledger_questionnaire();

-- What other features may read: what was published.
create view known_questionnaire as
select org_id, questionnaire_id, version, unit_id, content, sha256, published_at from questionnaire where published_at is not null;
