-- After: facts, ledger, people, retailers, visits

comment on table place_look is
  'How far the visits of an organisation were looked at for what they say of where its shops are: days that were judged '
  'later are looked at next.';
comment on table place_found is
  'What the visits to a shop said of where it is when they were looked at last. Computed: it can be computed again.';
comment on table place_proposal is
  'A proposed place: of a shop by its visits, of all shops of a file that was read in a wrong frame, or of a shop that '
  'its rep says has moved. Appended, never edited.';
comment on column place_proposal.position is 'null: of a file, or nobody said where to';
comment on column place_proposal.from_day is 'what a rep said, or the first day on which visits were made there; null: as far back as is known';
comment on column place_proposal.evidence is 'witnesses with their visits, and every number of the estimator';
comment on column place_proposal.made_by is 'who says that the shop has moved';
comment on table place_answer is
  'What was answered to a proposed place; the last one counts. overtaken: by nobody, what it rested on has changed. '
  'undone: the answer before it does not count. Appended, never edited.';

create trigger place_proposal_stays before update or delete on place_proposal for each row execute function refuse_change();
create trigger place_proposal_stays_whole before truncate on place_proposal for each statement execute function refuse_change();
create trigger place_answer_stays before update or delete on place_answer for each row execute function refuse_change();
create trigger place_answer_stays_whole before truncate on place_answer for each statement execute function refuse_change();

-- A proposal with what became of it, and the unit that it concerns.
create view place_proposal_state as
select p.*, coalesce(r.unit_id, i.unit_id) as unit_id, coalesce(nullif(a.word, 'undone'), 'open') as state, a.answer_no
from place_proposal p
left join known_retailer r on r.org_id = p.org_id and r.retailer_id = p.retailer_id
left join known_import i on i.org_id = p.org_id and i.import_id = p.import_id
left join lateral (
  select word, answer_no from place_answer where place_answer.org_id = p.org_id and place_answer.proposal_id = p.proposal_id order by answer_no desc limit 1
) a on true;

-- What the ledger says of an answer: computed again from the row, it must be the entry's text.
create function place_answer_fact(a place_answer) returns json
language sql stable as $$
  select with_via(json_build_object('proposalId', a.proposal_id, 'answerNo', a.answer_no, 'kind', p.kind, 'retailerId', p.retailer_id, 'importId', p.import_id,
    'word', a.word, 'fromDay', to_char(a.from_day, 'YYYY-MM-DD'), 'reason', a.reason, 'answeredBy', a.by_id, 'at', utc_text(a.at),
    'evidenceSha256', encode(sha256(convert_to(p.evidence::text, 'UTF8')), 'hex')), a.via)
  from place_proposal p where p.org_id = a.org_id and p.proposal_id = a.proposal_id
$$;

create view place_answer_on_record as
select org_id, proposal_id, answer_no, place_answer_fact(a)::text as fact from place_answer a where by_id is not null;

create function ledger_place_answer() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, p.unit_id, 'placeAnswer', place_answer_fact(new))
  from place_proposal_state p where p.org_id = new.org_id and p.proposal_id = new.proposal_id;
  return null;
end $$;
create trigger ledger_place_answer after insert on place_answer for each row when (new.by_id is not null) execute function ledger_place_answer();
