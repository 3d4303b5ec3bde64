-- Several shops that visits teach at one place are a finding of their own, and looked for by where they are taught.
alter table place_found drop constraint place_found_finding_check;
alter table place_found add check (finding in ('proposed', 'disagreement', 'tooFew', 'unclear', 'fits', 'onePersonOnly', 'noAnchor', 'onePlace'));
create index place_found_near on place_found using gist (org_id, position);
