CREATE TABLE `pseudonyms` (
	`voter` text PRIMARY KEY NOT NULL,
	`pseudonym` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pseudonyms_pseudonym_unique` ON `pseudonyms` (`pseudonym`);