CREATE TABLE `annotations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`response` integer NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`scorer` text,
	`flag` integer,
	`label` integer,
	`probabilities` text,
	`evidence` text,
	`reason` text,
	`supersedes` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`response`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scorer`) REFERENCES `scorers`(`identity`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `annotations_response` ON `annotations` (`response`);--> statement-breakpoint
CREATE UNIQUE INDEX `annotations_scored_once` ON `annotations` (`response`) WHERE source in ('scorer', 'import');--> statement-breakpoint
CREATE UNIQUE INDEX `annotations_flag_settled_once` ON `annotations` (`flag`) WHERE source = 'voters';--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run` integer NOT NULL,
	`prompt` integer NOT NULL,
	`purpose` text NOT NULL,
	`outcome` text NOT NULL,
	`http_status` integer,
	`latency_ms` real NOT NULL,
	`prompt_tokens` integer,
	`completion_tokens` integer,
	`cost_usd` real,
	`at` integer NOT NULL,
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`prompt`) REFERENCES `prompts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attempts_run` ON `attempts` (`run`);--> statement-breakpoint
CREATE INDEX `attempts_at` ON `attempts` (`at`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`who` text NOT NULL,
	`act` text NOT NULL,
	`run` text,
	`flag` text,
	`detail` text
);
--> statement-breakpoint
CREATE TABLE `ballots` (
	`flag` integer PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`channel` text NOT NULL,
	`message` text,
	`opened_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`flag`) REFERENCES `flags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ballots_message` ON `ballots` (`message`);--> statement-breakpoint
CREATE INDEX `ballots_channel` ON `ballots` (`channel`,`closed_at`);--> statement-breakpoint
CREATE TABLE `flags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run` integer NOT NULL,
	`response` integer NOT NULL,
	`dimension` text NOT NULL,
	`reason` text NOT NULL,
	`probability` real NOT NULL,
	`position` integer NOT NULL,
	`scorer_label` integer NOT NULL,
	`drawn_at` integer NOT NULL,
	`state` text NOT NULL,
	`label` integer,
	`reused_from` integer,
	`closed_at` integer,
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`response`) REFERENCES `responses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flags_response` ON `flags` (`response`);--> statement-breakpoint
CREATE INDEX `flags_run` ON `flags` (`run`);--> statement-breakpoint
CREATE INDEX `flags_state` ON `flags` (`state`);--> statement-breakpoint
CREATE TABLE `handled_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`platform` text NOT NULL,
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`card` text NOT NULL,
	`revision` integer NOT NULL,
	`delivered_revision` integer NOT NULL,
	`sending` integer NOT NULL,
	`message` text,
	`failures` integer NOT NULL,
	`due_at` integer NOT NULL,
	`dead` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key` ON `outbox` (`key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE TABLE `prompt_set_members` (
	`prompt_set` integer NOT NULL,
	`position` integer NOT NULL,
	`prompt` integer NOT NULL,
	PRIMARY KEY(`prompt_set`, `position`),
	FOREIGN KEY (`prompt_set`) REFERENCES `prompt_sets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`prompt`) REFERENCES `prompts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `prompt_sets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`content_key` text NOT NULL,
	`size` integer NOT NULL,
	`source` text NOT NULL,
	`installed` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `prompt_sets_name_sha256` ON `prompt_sets` (`name`,`sha256`);--> statement-breakpoint
CREATE INDEX `prompt_sets_content` ON `prompt_sets` (`content_key`);--> statement-breakpoint
CREATE TABLE `prompts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dimension` text NOT NULL,
	`subcomponent` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `prompts_unique` ON `prompts` (`text`,`dimension`,`subcomponent`);--> statement-breakpoint
CREATE TABLE `responses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run` integer NOT NULL,
	`prompt` integer NOT NULL,
	`round` integer NOT NULL,
	`state` text NOT NULL,
	`truncated` integer DEFAULT false NOT NULL,
	`failure` text,
	`detail` text,
	`served_model` text,
	`fingerprint` text,
	`latency_ms` real,
	`at` integer NOT NULL,
	`text` text,
	`reasoning` text,
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`prompt`) REFERENCES `prompts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `responses_unique` ON `responses` (`run`,`prompt`,`round`);--> statement-breakpoint
CREATE INDEX `responses_run` ON `responses` (`run`);--> statement-breakpoint
CREATE TABLE `run_prompts` (
	`run` integer NOT NULL,
	`position` integer NOT NULL,
	`prompt` integer NOT NULL,
	PRIMARY KEY(`run`, `prompt`),
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`prompt`) REFERENCES `prompts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `run_prompts_position` ON `run_prompts` (`run`,`position`);--> statement-breakpoint
CREATE TABLE `run_tallies` (
	`run` integer NOT NULL,
	`dimension` text NOT NULL,
	`subcomponent` text NOT NULL,
	`label1` integer NOT NULL,
	`label2` integer NOT NULL,
	`label3` integer NOT NULL,
	`unscored` integer NOT NULL,
	`failed` integer NOT NULL,
	`truncated` integer NOT NULL,
	`pending` integer NOT NULL,
	`revised` integer NOT NULL,
	`revised_label3` integer NOT NULL,
	PRIMARY KEY(`run`, `dimension`, `subcomponent`),
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_usage` (
	`run` integer PRIMARY KEY NOT NULL,
	`prompt_tokens` integer NOT NULL,
	`completion_tokens` integer NOT NULL,
	`cost_usd` real,
	`scoring_cost_usd` real,
	`scoring_tokens` integer NOT NULL,
	`attempts` integer NOT NULL,
	`latency_p50_ms` real,
	`latency_p95_ms` real,
	`served` text NOT NULL,
	`failures` text NOT NULL,
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`model` text NOT NULL,
	`prompt_set` integer NOT NULL,
	`scorer` text NOT NULL,
	`terms` text NOT NULL,
	`subset` text NOT NULL,
	`dimensions` text NOT NULL,
	`prompts` integer NOT NULL,
	`state` text NOT NULL,
	`note` text,
	`requested_by` text NOT NULL,
	`event` text,
	`reply_to` text,
	`owner` text,
	`cancel_requested` integer DEFAULT false NOT NULL,
	`invalid_because` text,
	`invalid_by` text,
	`invalid_at` integer,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`prompt_set`) REFERENCES `prompt_sets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`scorer`) REFERENCES `scorers`(`identity`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_id` ON `runs` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `runs_event` ON `runs` (`event`);--> statement-breakpoint
CREATE INDEX `runs_state` ON `runs` (`state`);--> statement-breakpoint
CREATE INDEX `runs_model` ON `runs` (`model`,`prompt_set`,`scorer`);--> statement-breakpoint
CREATE TABLE `schedule_slots` (
	`schedule` integer NOT NULL,
	`slot` integer NOT NULL,
	`owner` text NOT NULL,
	`claimed_at` integer NOT NULL,
	`done_at` integer,
	`result` text,
	PRIMARY KEY(`schedule`, `slot`),
	FOREIGN KEY (`schedule`) REFERENCES `schedules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `schedules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`cron` text NOT NULL,
	`time_zone` text NOT NULL,
	`address` text,
	`call` text NOT NULL,
	`owner` text NOT NULL,
	`from_config` integer NOT NULL,
	`paused_because` text,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `schedules_name_unique` ON `schedules` (`name`);--> statement-breakpoint
CREATE TABLE `scorers` (
	`identity` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`first_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `votes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`flag` integer NOT NULL,
	`voter` text NOT NULL,
	`voter_name` text NOT NULL,
	`act` text NOT NULL,
	`label` integer,
	`via` text NOT NULL,
	`acted_at` integer NOT NULL,
	`event` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`flag`) REFERENCES `flags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `votes_event` ON `votes` (`event`);--> statement-breakpoint
CREATE INDEX `votes_flag` ON `votes` (`flag`,`voter`);