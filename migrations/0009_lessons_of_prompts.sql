PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_scorer_lessons` (
	`scorer` text NOT NULL,
	`prompt` text NOT NULL,
	PRIMARY KEY(`scorer`, `prompt`)
);
--> statement-breakpoint
INSERT INTO `__new_scorer_lessons`("scorer", "prompt") SELECT DISTINCT "scorer_lessons"."scorer", "prompts"."text" FROM `scorer_lessons` JOIN `responses` ON "responses"."id" = "scorer_lessons"."response" JOIN `prompts` ON "prompts"."id" = "responses"."prompt";--> statement-breakpoint
DROP TABLE `scorer_lessons`;--> statement-breakpoint
ALTER TABLE `__new_scorer_lessons` RENAME TO `scorer_lessons`;--> statement-breakpoint
PRAGMA foreign_keys=ON;