-- Whom the sentence names, beside its reader: it goes when they delete their account.
ALTER TABLE notice ADD COLUMN about_id bigint;
CREATE INDEX notice_about ON notice (about_id);
