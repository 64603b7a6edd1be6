-- Somebody takes their letters along, or leaves.
CREATE INDEX mail_recipient ON mail (recipient);
