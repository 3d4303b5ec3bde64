-- After: facts, ledger, people

comment on table log is
  'What a rep reports of a day, a week or a month: their own words, and the facts as they stood when it came. Made by the '
  'phone under an id of its own; a further one of the same days is its next revision. Appended, never edited.';
comment on column log.unit_id is 'the author''s, when it came';
comment on column log.said_at is 'the phone''s clock';
comment on column log.due_at is 'by the rule that was in force on its last day';
comment on column log.timeliness is
  'saidInTime: written before it was due by the phone''s clock, and received after; late: both after, or a clock that cannot be right';
comment on column log.clock is 'what the phone''s clock was beside the server''s and the days of the log';
comment on column log.said is 'the rep''s texts, and why planned stops were not made';
comment on column log.facts is 'shared/logFacts.ts: visits, stops, kilometres and hours of a day, or the sums of its days';
comment on column log.body_sha256 is 'the same log again is the same; another body is a conflict';
comment on index log_unit is 'Whose logs of which days there are, for a supervisor''s inbox.';
comment on table log_review is
  'What a supervisor did with a revision of a log: read it, commented on it, or returned it once with a reason. Appended.';
comment on column log_review.line is 'the part of the log that a comment is about; null: the whole';
comment on index log_returned_once is 'A revision is returned once: the next word is its author''s.';

create trigger log_stays before update or delete on log for each row execute function refuse_change();
create trigger log_stays_whole before truncate on log for each statement execute function refuse_change();
create trigger log_review_stays before update or delete on log_review for each row execute function refuse_change();
create trigger log_review_stays_whole before truncate on log_review for each statement execute function refuse_change();

-- The last revision of each log.
create view log_latest as
select distinct on (org_id, author_id, span, from_day)
  org_id, log_id, unit_id, author_id, span, from_day, to_day, revision_no, said_at, due_at, timeliness, clock, said, facts, received_at
from log
order by org_id, author_id, span, from_day, revision_no desc;

create function log_fact(x log) returns json
language sql stable as $$
  select with_via(json_build_object('logId', x.log_id, 'authorId', x.author_id, 'span', x.span, 'fromDay', x.from_day, 'revisionNo', x.revision_no, 'saidAt', utc_text(x.said_at),
    'dueAt', utc_text(x.due_at), 'timeliness', x.timeliness, 'clock', x.clock, 'saidSha256', encode(sha256(convert_to(x.said::text, 'UTF8')), 'hex'),
    'factsSha256', encode(sha256(convert_to(x.facts::text, 'UTF8')), 'hex'), 'at', utc_text(x.received_at)), x.via)
$$;

create function log_review_fact(x log_review) returns json
language sql stable as $$
  select with_via(json_build_object('reviewId', x.review_id, 'logId', x.log_id, 'deed', x.deed, 'line', x.line, 'note', x.note, 'reviewerId', x.reviewer_id,
    'at', utc_text(x.reviewed_at)), x.via)
$$;

-- Facts, each with its kind, the chain it stands in, and the text that the ledger must have for it.
create view log_on_record as
select x.org_id, x.unit_id, 'log' as kind, x.log_id::text as name, log_fact(x)::text as fact from log x
union all
select x.org_id, l.unit_id, 'review', x.review_id::text, log_review_fact(x)::text from log_review x join log l using (org_id, log_id);

create function ledger_log() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'log', log_fact(new));
  return null;
end $$;
create trigger ledger_log after insert on log for each row execute function ledger_log();

create function ledger_log_review() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, l.unit_id, 'review', log_review_fact(new)) from log l where l.org_id = new.org_id and l.log_id = new.log_id;
  return null;
end $$;
create trigger ledger_log_review after insert on log_review for each row execute function ledger_log_review();
