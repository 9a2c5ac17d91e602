/** Emoji have identity: each platform maps its own names and skins to these. */
export const EMOJI = { harmless: '🟢', middle: '🟡', harmful: '🔴' } as const;
export type Emoji = keyof typeof EMOJI;
