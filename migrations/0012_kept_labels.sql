CREATE TABLE `run_labels` (
	`run` integer PRIMARY KEY NOT NULL,
	`labels` text NOT NULL,
	FOREIGN KEY (`run`) REFERENCES `runs`(`seq`) ON UPDATE no action ON DELETE no action
);
