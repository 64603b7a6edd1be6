-- Who may see the Admin pages: whoever made the first organisation. An older version adds people who are none.
ALTER TABLE person ADD COLUMN site_administrator boolean NOT NULL DEFAULT FALSE;

-- Through a table of its own: MySQL changes no table that the same statement reads.
UPDATE person SET site_administrator = TRUE WHERE id = (SELECT first.id FROM (SELECT min(id) AS id FROM person) first);
