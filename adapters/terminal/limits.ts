import type { Pace } from '../../src/ports/chat-platform.ts';

/** Edits faster than an eye follows only make a screen flicker. */
export const TERMINAL_PACE: Pace = { channelMs: 0, messageMs: 200 };
/** Where the output does not say. */
export const USUAL_SCREEN = { columns: 80, rows: 24 } as const;
/** Lines that a history file keeps. */
export const HISTORY_LINES = 500;
