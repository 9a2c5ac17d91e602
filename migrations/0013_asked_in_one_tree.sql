CREATE TABLE `__new_run_prompts` (
	`run` integer NOT NULL,
	`position` integer NOT NULL,
	`prompt` integer NOT NULL,
	PRIMARY KEY(`run`, `position`),
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_run_prompts`("run", "position", "prompt") SELECT "run", "position", "prompt" FROM `run_prompts` ORDER BY "run", "position";--> statement-breakpoint
DROP TABLE `run_prompts`;--> statement-breakpoint
ALTER TABLE `__new_run_prompts` RENAME TO `run_prompts`;
