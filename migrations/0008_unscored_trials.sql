PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_scorer_trials` (
	`scorer` text NOT NULL,
	`response` integer NOT NULL,
	`label` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`scorer`, `response`),
	FOREIGN KEY (`response`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_scorer_trials`("scorer", "response", "label", "at") SELECT "scorer", "response", "label", "at" FROM `scorer_trials`;--> statement-breakpoint
DROP TABLE `scorer_trials`;--> statement-breakpoint
ALTER TABLE `__new_scorer_trials` RENAME TO `scorer_trials`;--> statement-breakpoint
PRAGMA foreign_keys=ON;