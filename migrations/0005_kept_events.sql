CREATE TABLE `kept_events` (
	`id` text PRIMARY KEY NOT NULL,
	`platform` text NOT NULL,
	`content` text NOT NULL,
	`at` integer NOT NULL
);
