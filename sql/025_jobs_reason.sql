-- Why a job failed, as a code with its parameters: whoever reads it makes the sentence in their own language.
alter table job add column reason json;
