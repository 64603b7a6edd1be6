CREATE TABLE half (id bigint);
INSERT INTO half (id) VALUES (1);
