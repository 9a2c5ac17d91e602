import type { Schema } from 'discord-api-spec/zod';
import * as spec from 'discord-api-spec/zod';
import { type Read, readMarkdown } from './discord-markdown.ts';

/** What Discord refuses and what it obeys: its own OpenAPI schemas, and from its documentation what these miss. */

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The schema of a call's body, by method and path; undefined for calls that take none. */
const SCHEMAS: readonly (readonly [RegExp, Schema])[] = [
  [/^POST \/channels\/\d+\/messages$/u, spec.MessageCreateRequestSchema],
  [/^PATCH \/channels\/\d+\/messages\/\d+$/u, spec.MessageEditRequestPartialSchema],
  [/^POST \/channels\/\d+\/messages\/\d+\/threads$/u, spec.CreateTextThreadWithMessageRequestSchema],
  [/^POST \/webhooks\/\d+\/[^/]+$/u, spec.IncomingWebhookRequestPartialSchema],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\//u, spec.IncomingWebhookUpdateRequestPartialSchema],
  [/^POST \/users\/@me\/channels$/u, spec.CreatePrivateChannelRequestSchema],
];
const CALLBACKS: Readonly<Record<number, Schema>> = {
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  6: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
};

const schemaOf = (call: string, body: unknown): Schema | undefined => {
  if (/^PUT .*\/commands$/u.test(call)) return commands;
  if (/^POST \/interactions\/.*\/callback$/u.test(call)) return CALLBACKS[Number((body as Json)['type'])];
  return SCHEMAS.find(([pattern]) => pattern.test(call))?.[1];
};

const commands: Schema = {
  safeParse: (value) => {
    for (const each of Array.isArray(value) ? value : [value]) {
      const parsed = spec.ApplicationCommandUpdateRequestSchema.safeParse(each);
      if (!parsed.success) return parsed;
    }
    return { success: true };
  },
};

const BODIES = /^(?:POST|PATCH|PUT) /u;

/** The rules that one call breaks. `call` is `POST /channels/1/messages`. */
export const brokenRules = (call: string, body: unknown): readonly string[] => {
  const schema = schemaOf(call, body);
  if (schema === undefined) return BODIES.test(call) && body !== undefined ? [`no schema for ${call}`] : [];
  const parsed = schema.safeParse(body);
  const message = isObject(body) && 'data' in body ? body['data'] : body;
  return [
    ...(parsed.success ? [] : [parsed.error?.message ?? 'not as the schema says']),
    ...(Array.isArray(body) ? body.flatMap(brokenCommand) : brokenMessage(message, call.startsWith('PATCH'))),
  ];
};

/** A changed message keeps the files that it has. */
const brokenMessage = (message: unknown, isChange: boolean): readonly string[] => {
  if (!isObject(message) || !('embeds' in message || 'content' in message)) return [];
  const embeds = list(message['embeds']);
  const rows = list(message['components']);
  const buttons = rows.flatMap((row) => list(row['components']));
  const ids = buttons.map((each) => string(each['custom_id']));
  const files = list(message['attachments']).map((each) => string(each['filename']));
  const total = embeds.reduce((sum, embed) => sum + textLength(embed), 0);
  const rules: readonly (readonly [boolean, string])[] = [
    [string(message['content']).length <= 2000, 'content over 2,000'],
    [total <= 6000, 'more than 6,000 characters in embeds'],
    [embeds.every(hasSomething), 'an empty embed'],
    [embeds.length > 0 || string(message['content']) !== '', 'an empty message'],
    [rows.length <= 5, 'more than 5 rows'],
    [rows.every((row) => between(list(row['components']).length, 1, 5)), 'buttons in a row'],
    [new Set(ids).size === ids.length && ids.every((id) => between(id.length, 1, 100)), 'custom_ids'],
    [buttons.every((each) => between(string(each['label']).trim().length, 1, 80)), 'label'],
    [isChange || picturesOf(embeds).every((name) => files.includes(name)), 'a picture that is not attached'],
    [isDeepEmpty(message['allowed_mentions']), 'allowed_mentions'],
  ];
  return rules.flatMap(([kept, rule]) => (kept ? [] : [rule]));
};

const between = (value: number, least: number, most: number): boolean => value >= least && value <= most;

/** Nobody is ever called, or only people named one by one. */
const isDeepEmpty = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value['parse']) && value['parse'].length === 0;

const textLength = ({ title, description, footer, fields }: Json): number =>
  string(title).length +
  string(description).length +
  string(isObject(footer) ? footer['text'] : '').length +
  list(fields).reduce((sum, field) => sum + string(field['name']).length + string(field['value']).length, 0);

const hasSomething = ({ title, description, image }: Json): boolean =>
  string(title).trim() !== '' || string(description).trim() !== '' || isObject(image);

const picturesOf = (embeds: readonly Json[]): readonly string[] =>
  embeds.flatMap(({ image }) =>
    isObject(image) ? [string(image['url']).replace(/^attachment:\/\//u, '')] : [],
  );

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

const brokenCommand = (command: Json): readonly string[] => {
  const all = withOptions(command);
  const names = all.flatMap(({ name, name_localizations: others }) => [
    string(name),
    ...Object.values(isObject(others) ? others : {}).map(string),
  ]);
  const inEach = (nameOf: (option: Json) => unknown) => all.map(({ options }) => list(options).map(nameOf));
  const siblings = [
    ...inEach(({ name }) => name),
    ...['en-US', 'zh-CN'].flatMap((locale) =>
      inEach(({ name, name_localizations: others }) => (isObject(others) ? (others[locale] ?? name) : name)),
    ),
  ];
  const rules: readonly (readonly [boolean, string])[] = [
    [names.every((name) => NAME.test(name) && name === name.toLowerCase()), `names ${names.join(' ')}`],
    [siblings.every((each) => new Set(each).size === each.length), 'two options of one name'],
    [all.every(({ options }) => requiredFirst(list(options))), 'an optional option before a required one'],
    [all.reduce((sum, each) => sum + longest(each), 0) <= 8000, 'more than 8,000 characters'],
  ];
  return rules.flatMap(([kept, rule]) => (kept ? [] : [rule]));
};

const withOptions = (command: Json): readonly Json[] => [
  command,
  ...list(command['options']).flatMap(withOptions),
];

const requiredFirst = (options: readonly Json[]): boolean => {
  const required = options.map((each) => each['required'] === true);
  return !required.some((is, at) => is && required.slice(0, at).includes(false));
};

const longest = (each: Json): number =>
  ['name', 'description'].reduce((sum, key) => {
    const others = each[`${key}_localizations`];
    const lengths = [each[key], ...Object.values(isObject(others) ? others : {})].map(
      (text) => string(text).length,
    );
    return sum + Math.max(...lengths);
  }, 0);

/** Every text of a message that Discord reads as Markdown. */
const markdownIn = (message: unknown): readonly string[] =>
  isObject(message)
    ? [
        string(message['content']),
        ...list(message['embeds']).flatMap(({ title, description }) => [string(title), string(description)]),
      ]
    : [];

const readAll = (message: unknown): readonly Read[] => markdownIn(message).map(readMarkdown);

/** Where the bot points to a message of its own. */
const POINTER = /https:\/\/discord\.com\/channels\/(?:\d+|@me)\/\d+\/\d+$/u;

/** All text that people read in a message, buttons and descriptions of files included. */
export const wordsIn = (message: unknown): string =>
  [
    ...readAll(message).map(({ plain }) => plain),
    ...buttonsIn(message).map(({ label }) => string(label)),
    ...(isObject(message) ? list(message['attachments']).map(({ description }) => string(description)) : []),
  ].join('\n');

export const buttonsIn = (message: unknown): readonly Json[] =>
  isObject(message) ? list(message['components']).flatMap((row) => list(row['components'])) : [];

/** What nobody but the bot itself may do: its own formatting, people and times. */
const OWN = ['bold', 'italic', 'spoiler', 'small', 'fence', 'time', 'mention'];
const CONTROLS = /(?!\n)\p{Cc}|\p{Bidi_Control}|\p{Cs}/u;

/** What in a message Discord would link, call or replace, or what would rule the direction of writing. */
export const obeyedIn = (message: unknown): readonly string[] => [
  ...markdownIn(message)
    .map((text) => readMarkdown(text.replace(POINTER, '')))
    .flatMap(({ obeyed }) => obeyed.filter((kind) => !OWN.includes(kind))),
  ...(CONTROLS.test(wordsIn(message)) ? ['controls'] : []),
];
