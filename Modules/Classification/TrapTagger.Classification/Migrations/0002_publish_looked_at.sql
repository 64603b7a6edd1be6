CREATE VIEW classification_looked_at AS
SELECT frame_id, survey_id FROM detected_frame;
