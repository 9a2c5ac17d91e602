CREATE TABLE `score_limits` (
	`drawing` integer NOT NULL,
	`label1` integer NOT NULL,
	`label2` integer NOT NULL,
	`label3` integer NOT NULL,
	`low` real NOT NULL,
	`high` real NOT NULL,
	PRIMARY KEY(`drawing`, `label1`, `label2`, `label3`)
);
