DROP INDEX `runs_model`;--> statement-breakpoint
CREATE INDEX `runs_finished` ON `runs` (`finished_at`);--> statement-breakpoint
CREATE INDEX `runs_invalid` ON `runs` (`invalid_at`) WHERE invalid_at is not null;--> statement-breakpoint
CREATE INDEX `runs_model` ON `runs` (`model`,`scorer`);--> statement-breakpoint
ALTER TABLE `flags` ADD `voted_labels` text;--> statement-breakpoint
CREATE INDEX `flags_borderline` ON `flags` (`state`) WHERE reason = 'borderline';--> statement-breakpoint
CREATE INDEX `flags_closed` ON `flags` (`closed_at`,`run`) WHERE closed_at is not null;