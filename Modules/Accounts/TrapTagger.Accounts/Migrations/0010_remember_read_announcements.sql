-- Which announcement of the site a person has read last, by its hash.
ALTER TABLE person ADD COLUMN announcement_read char(64);
