PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_schedules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`cron` text NOT NULL,
	`time_zone` text NOT NULL,
	`address` text NOT NULL,
	`call` text NOT NULL,
	`owner` text NOT NULL,
	`from_config` integer NOT NULL,
	`paused_because` text,
	`active_since` integer NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_schedules`("id", "name", "kind", "words", "cron", "time_zone", "address", "call", "owner", "from_config", "paused_because", "active_since", "removed_at", "created_at") SELECT "id", "name", "kind", "words", "cron", "time_zone", "address", "call", "owner", "from_config", "paused_because", "created_at", "removed_at", "created_at" FROM `schedules`;--> statement-breakpoint
DROP TABLE `schedules`;--> statement-breakpoint
ALTER TABLE `__new_schedules` RENAME TO `schedules`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `schedules_name` ON `schedules` (`name`) WHERE removed_at is null;