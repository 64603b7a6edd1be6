-- What each survey takes, for whoever adds it up.
CREATE VIEW surveys_size AS
SELECT id, organisation_id, files, bytes, files_checked - files_duplicate - files_quarantined AS frames, created_at
FROM survey;
