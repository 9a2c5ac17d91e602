import { z } from 'zod';
import { COMMAND, EVENTS, REQUEST_PATH } from './needed.ts';

const flag = z.boolean().default(false);
const address = z.string().optional();

/** What of an app's manifest the bot depends on. */
const manifest = z.object({
  features: z
    .object({
      app_home: z.object({ home_tab_enabled: flag }).prefault({}),
      slash_commands: z.array(z.object({ command: z.string(), url: address })).default([]),
    })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z
        .object({ bot_events: z.array(z.string()).default([]), request_url: address })
        .prefault({}),
      interactivity: z.object({ is_enabled: flag, request_url: address }).prefault({}),
      socket_mode_enabled: flag,
    })
    .prefault({}),
});

export type Manifest = z.infer<typeof manifest>;

/** The manifest in an answer of `apps.manifest.export`. */
export const readManifest = (answer: unknown): Manifest => z.object({ manifest }).parse(answer).manifest;

interface Need {
  /** In Slack's own words, as the app's settings show them. */
  readonly name: string;
  readonly isMet: (manifest: Manifest) => boolean;
}

const needs = (socket: boolean): readonly Need[] => [
  ...EVENTS.map((event) => ({
    name: `event ${event}`,
    isMet: ({ settings }: Manifest) => settings.event_subscriptions.bot_events.includes(event),
  })),
  {
    name: `slash command ${COMMAND}`,
    isMet: ({ features }) => features.slash_commands.some(({ command }) => command === COMMAND),
  },
  { name: 'Interactivity', isMet: ({ settings }) => settings.interactivity.is_enabled },
  { name: 'Home Tab', isMet: ({ features }) => features.app_home.home_tab_enabled },
  ...(socket ? SOCKET_NEEDS : HTTP_NEEDS),
];

const SOCKET_NEEDS: readonly Need[] = [
  { name: 'Socket Mode', isMet: ({ settings }) => settings.socket_mode_enabled },
];

const isOurs = (url: string | undefined): boolean => url?.endsWith(REQUEST_PATH) === true;

/** With Socket Mode on, Slack sends nothing to an address. */
const HTTP_NEEDS: readonly Need[] = [
  { name: 'Socket Mode off', isMet: ({ settings }) => !settings.socket_mode_enabled },
  {
    name: `request URL …${REQUEST_PATH} of Event Subscriptions`,
    isMet: ({ settings }) => isOurs(settings.event_subscriptions.request_url),
  },
  {
    name: `request URL …${REQUEST_PATH} of Interactivity`,
    isMet: ({ settings }) => isOurs(settings.interactivity.request_url),
  },
  {
    name: `request URL …${REQUEST_PATH} of ${COMMAND}`,
    isMet: ({ features }) =>
      features.slash_commands.some(({ command, url }) => command === COMMAND && isOurs(url)),
  },
];

/** What an app has to have, by name. */
export const neededOf = ({ socket }: { readonly socket: boolean }): readonly string[] =>
  needs(socket).map(({ name }) => name);

/** What of it an app lacks. */
export const missingOf = (manifest: Manifest, { socket }: { readonly socket: boolean }): readonly string[] =>
  needs(socket).flatMap(({ name, isMet }) => (isMet(manifest) ? [] : [name]));
