-- The store's name for the upload of a large file whose parts are on their way; null for any other file.
ALTER TABLE file ADD COLUMN upload_id varchar(1024);
