/** What Slack refuses and what it obeys, from its documentation; written apart from the renderer that is checked with it. */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in a value, the value itself first. */
const objectsIn = (value: unknown): readonly Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const lengthOfText = (value: unknown): number =>
  isObject(value) ? string(value['text']).length : string(value).length;

/** All text that people read in blocks. */
export const wordsIn = (blocks: unknown): string => textsIn(blocks).join('\n');

const lengthIn = (blocks: unknown): number => textsIn(blocks).join('').length;

const textsIn = (blocks: unknown): readonly string[] =>
  objectsIn(blocks).flatMap((each) => [
    ...(typeof each['text'] === 'string' ? [each['text']] : []),
    ...(typeof each['alt_text'] === 'string' ? [each['alt_text']] : []),
    ...(each['type'] === 'date' ? [string(each['fallback'])] : []),
  ]);

const between = (value: number, least: number, most: number): boolean => value >= least && value <= most;

const blockRules: Readonly<Record<string, (block: Json) => readonly (readonly [boolean, string])[]>> = {
  section: (block) => [[between(lengthOfText(block['text']), 1, 3000), 'section text']],
  header: (block) => [[between(lengthOfText(block['text']), 1, 150), 'header text']],
  context: (block) => [
    [between(list(block['elements']).length, 1, 10), 'context elements'],
    [list(block['elements']).every((each) => between(lengthOfText(each), 1, 2000)), 'context text'],
  ],
  actions: (block) => [[between(list(block['elements']).length, 1, 25), 'elements of actions']],
  image: (block) => [[between(string(block['alt_text']).length, 1, 2000), 'alt_text']],
  rich_text: (block) => [
    [between(list(block['elements']).length, 1, 100), 'elements of rich text'],
    [lengthIn(block) <= 3100, 'length of rich text'],
    [
      objectsIn(block).every((each) => each['type'] !== 'text' || string(each['text']) !== ''),
      'empty text in rich text',
    ],
  ],
  table: (block) => [
    [between(list(block['rows']).length, 1, 100), 'rows'],
    [list(block['rows']).every((row) => between(list(row).length, 1, 20)), 'columns'],
    [lengthIn(block) <= 10_000, 'text of a table'],
    [
      objectsIn(block['rows']).every((each) => each['type'] !== 'raw_text' || string(each['text']) !== ''),
      'empty cell',
    ],
  ],
  input: (block) => [
    [between(lengthOfText(block['label']), 1, 2000), 'label'],
    [isObject(block['element']), 'element'],
  ],
};

const unique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/** The rules that a message's or a view's blocks break. */
export const brokenRules = (blocks: unknown, surface: 'message' | 'view'): readonly string[] => {
  const all = list(blocks).filter(isObject);
  const everything = objectsIn(blocks);
  const buttons = everything.filter(({ type }) => type === 'button');
  const options = everything.filter(({ type }) => type === 'static_select');
  const actionIds = everything.flatMap(({ action_id: id }) => (typeof id === 'string' ? [id] : []));
  const rules: readonly (readonly [boolean, string])[] = [
    [all.length <= (surface === 'message' ? 50 : 100), 'blocks'],
    [surface === 'view' || lengthIn(blocks) <= 13_200, 'msg_blocks_too_long'],
    [surface === 'message' || Buffer.byteLength(JSON.stringify(blocks)) <= 250_000, 'bytes of a view'],
    [all.filter(({ type }) => type === 'table').length <= (surface === 'message' ? 1 : 0), 'tables'],
    [buttons.every((each) => between(lengthOfText(each['text']), 1, 75)), 'button text'],
    [buttons.every((each) => string(each['value']).length <= 2000), 'button value'],
    [surface === 'view' || unique(actionIds), 'action_ids'],
    [actionIds.every((id) => id.length <= 255), 'action_id'],
    [options.every((each) => between(list(each['options']).length, 1, 100)), 'options'],
    ...all.map(({ type }): readonly [boolean, string] => [
      Object.hasOwn(blockRules, string(type)),
      `block ${string(type)}`,
    ]),
    ...all.flatMap((block) => blockRules[string(block['type'])]?.(block) ?? []),
  ];
  return rules.flatMap(([kept, rule]) => (kept ? [] : [rule]));
};

const LINKED = [
  /\p{L}[\p{L}\p{N}+.-]*:\/\//u,
  /\b(?:mailto|tel|sms|slack|skype):/iu,
  /[\p{L}\p{N}_-]\.\p{L}{2,}/u,
  /@[\p{L}\p{N}]/u,
];
const MARKUP = [/<[@!#\p{L}][^>]*>/u, /(?:^|\s)[*_~`]\S(?:.*\S)?[*_~`](?=\s|$)/mu, /^(?:>|&gt;)/mu];
const EMOJI = /:[\p{L}\p{N}_+'-]+:/u;
const CONTROLS = /(?!\n)\p{Cc}|\p{Bidi_Control}|\p{Cs}/u;

const OBEYED_ELEMENTS = ['link', 'broadcast', 'usergroup', 'channel', 'team', 'emoji', 'color'];

const found = (text: string, patterns: readonly RegExp[]): readonly string[] =>
  patterns.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

/** What in a message Slack would link, mention, format, or let rule the direction of writing. */
export const obeyedIn = (message: Json): readonly string[] => {
  const objects = objectsIn(message['blocks']);
  const words = wordsIn(message['blocks']);
  const text = string(message['text']);
  return [
    ...found(words, [...LINKED, EMOJI, CONTROLS, /<[@!#]/u]),
    ...found(text, [...LINKED, EMOJI, CONTROLS, ...MARKUP, /[<>]/u]),
    ...objects.flatMap(({ type }) =>
      OBEYED_ELEMENTS.includes(string(type)) || type === 'mrkdwn' || type === 'markdown'
        ? [string(type)]
        : [],
    ),
    ...objects.flatMap((each) => (each['emoji'] === true ? ['emoji in plain text'] : [])),
    ...(message['unfurl_links'] === false && message['unfurl_media'] === false ? [] : ['unfurls']),
    ...(message['parse'] === 'none' && message['link_names'] === false ? [] : ['parses names and links']),
  ];
};
