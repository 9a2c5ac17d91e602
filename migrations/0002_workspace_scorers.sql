CREATE TABLE `scorer_lessons` (
	`scorer` text NOT NULL,
	`response` integer NOT NULL,
	PRIMARY KEY(`scorer`, `response`),
	FOREIGN KEY (`response`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `scorer_switches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`scorer` text
);
--> statement-breakpoint
CREATE TABLE `scorer_trials` (
	`scorer` text NOT NULL,
	`response` integer NOT NULL,
	`label` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`scorer`, `response`),
	FOREIGN KEY (`response`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
