-- A person's own decisions, in all sets: from each set by its index of who decided.
CREATE VIEW annotation_decision AS
SELECT d.id, d.organisation_id, a.survey_id, d.annotation_set_id, a.name AS annotation_set, d.cluster_id, d.person_id,
    d.kind, l.name AS label, d.note, d.decided_at
FROM annotation_set a
JOIN decision d ON d.annotation_set_id = a.id
LEFT JOIN decision_label dl ON dl.decision_id = d.id
LEFT JOIN label l ON l.id = dl.label_id;
