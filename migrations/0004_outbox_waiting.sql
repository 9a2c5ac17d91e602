DROP INDEX `outbox_due`;--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`platform`,`channel`) WHERE dead is null and revision > delivered_revision;