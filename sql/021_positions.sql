-- Nobody asks which of a rep's positions were near a place: a rep's track is read by time. Kept up to date, this index took a
-- third of what storing a position costs the database.
drop index fix_near;
