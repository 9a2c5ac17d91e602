CREATE TABLE `measuring_costs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`scorer` text NOT NULL,
	`usd` real NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `measuring_costs_at` ON `measuring_costs` (`at`);