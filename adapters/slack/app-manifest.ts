import { z } from 'zod';
import { COMMAND, EVENTS } from './needed.ts';

const flag = z.boolean().default(false);

/** What of an app's manifest the bot depends on. */
const manifest = z.object({
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: flag }).prefault({}),
      slash_commands: z.array(z.object({ command: z.string() })).default([]),
    })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).prefault({}),
      interactivity: z.object({ is_enabled: flag }).prefault({}),
      socket_mode_enabled: flag,
    })
    .prefault({}),
});

export type Manifest = z.infer<typeof manifest>;

/** The manifest in an answer of `apps.manifest.export`. */
export const readManifest = (answer: unknown): Manifest => z.object({ manifest }).parse(answer).manifest;

/** What an app lacks, in Slack's own words, as its settings show them. */
export const missingOf = (
  { features, settings }: Manifest,
  { socket }: { readonly socket: boolean },
): readonly string[] => {
  const told = settings.event_subscriptions.bot_events;
  const needs: readonly (readonly [boolean, string])[] = [
    ...EVENTS.map((event): readonly [boolean, string] => [told.includes(event), `event ${event}`]),
    [features.slash_commands.some(({ command }) => command === COMMAND), `slash command ${COMMAND}`],
    [settings.interactivity.is_enabled, 'Interactivity'],
    [features.app_home.home_tab_enabled, 'Home Tab'],
    [settings.socket_mode_enabled || !socket, 'Socket Mode'],
  ];
  return needs.flatMap(([has, name]) => (has ? [] : [name]));
};
