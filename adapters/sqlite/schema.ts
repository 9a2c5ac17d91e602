/** The one database, a file an area of its tables. */
export * from './schema/chat.ts';
export * from './schema/prompts.ts';
export * from './schema/review.ts';
export * from './schema/runs.ts';
export * from './schema/schedules.ts';
export * from './schema/scorers.ts';
