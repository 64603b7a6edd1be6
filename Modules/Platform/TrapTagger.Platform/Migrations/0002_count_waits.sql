-- How often a job was handed back because something it needs was away: that is no failure of the job, nor of its worker.
ALTER TABLE job ADD COLUMN waits int NOT NULL DEFAULT 0;
