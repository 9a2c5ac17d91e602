import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { placed, schemaMistakes, yamlMistakes } from './config-mistakes.ts';
import {
  configSchema,
  type EndpointSettings,
  type FileConfig,
  type ScorerSettings,
} from './config-schema.ts';
import { UserError } from './errors.ts';
import { ask, mistakesOf, problem } from './problem.ts';
import { readRecurrence } from './schedule/read-recurrence.ts';
import { Secret } from './secret.ts';
import { LOCALES, type Locale } from './texts/locale.ts';
import type { Sayable } from './texts/problems.ts';

const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const PORT = ask('a-port');
const port = z
  .string()
  .regex(/^\d{1,5}$/, PORT)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, PORT);

const apiUrl = optionalText.pipe(z.url({ protocol: /^https?$/, error: ask('api-url') }).optional());

const environmentSchema = z.object({
  FLAMES_HOME: optionalText,
  FLAMES_CONFIG: optionalText,
  LOG_LEVEL: optionalText.pipe(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  ),
  METRICS_PORT: optionalText.pipe(port.optional()),
  METRICS_HOST: optionalText,
  REDIS_URL: optionalText.pipe(z.url({ protocol: /^rediss?$/, error: ask('redis-url') }).optional()),
  PORT: optionalText.pipe(port.optional()),
  SLACK_API_URL: apiUrl,
  DISCORD_API_URL: apiUrl,
  DISCORD_GUILD_ID: optionalText.pipe(
    z
      .string()
      .regex(/^\d{15,21}$/, ask('guild'))
      .optional(),
  ),
});

/** How the bot speaks with a Slack workspace. */
export interface SlackSettings {
  readonly botToken: Secret;
  readonly events:
    | { readonly kind: 'socket'; readonly appToken: Secret }
    | { readonly kind: 'http'; readonly signingSecret: Secret; readonly port: number };
  readonly apiUrl: string | undefined;
}

/** How the bot speaks with Discord. */
export interface DiscordSettings {
  readonly token: Secret;
  /** The server; undefined: every server that the bot is in. */
  readonly guild: string | undefined;
  readonly apiUrl: string | undefined;
}

/** What the program takes from its environment, beside the keys that the configuration names. */
export interface Environment {
  /** The folder of the database, the locks and the prompt downloads. */
  readonly home: string;
  /** The configuration file's path, and whether somebody named it (then it has to exist). */
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly logLevel: string;
  /** Where the shell looks for programs. */
  readonly searchPath: string;
  /** Where health and metrics are told, and to whom: the port, or undefined for nowhere, and the address it is bound to. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  /** Where scoring is shared with workers; may hold a password. */
  readonly redisUrl: Secret | undefined;
  /** Undefined when no token of Slack is set. Throws a `UserError` when one is and something else is missing. */
  slack(): SlackSettings | undefined;
  /** Undefined when no token of Discord is set. Throws a `UserError` when only a server is named. */
  discord(): DiscordSettings | undefined;
  /** The value of a variable that the configuration names, or undefined when it is not set. */
  secret(variable: string): Secret | undefined;
}

/** Where the configuration file is, whether or not the rest of the environment can be used. */
export const configPathIn = (variables: NodeJS.ProcessEnv = process.env): string =>
  variables['FLAMES_CONFIG']?.trim() || 'flames.config.yaml';

/** Reads the environment; every mistake at once. */
export const readEnvironment = (variables: NodeJS.ProcessEnv = process.env): Environment => {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    throw new UserError('bad-environment', {
      mistakes: mistakesOf(parsed.error).map(({ path, ask }) => placed(path.join('.'), ask)),
    });
  }
  const { FLAMES_HOME, FLAMES_CONFIG, LOG_LEVEL, METRICS_PORT, METRICS_HOST, REDIS_URL } = parsed.data;
  const secret = (variable: string): Secret | undefined => {
    const value = variables[variable]?.trim();
    return value ? new Secret(value) : undefined;
  };
  return {
    home: FLAMES_HOME ?? '.flames',
    configPath: configPathIn(variables),
    configNamed: FLAMES_CONFIG !== undefined,
    logLevel: LOG_LEVEL ?? 'info',
    searchPath: variables['PATH'] ?? '',
    metricsPort: METRICS_PORT,
    metricsHost: METRICS_HOST ?? '127.0.0.1',
    redisUrl: REDIS_URL === undefined ? undefined : new Secret(REDIS_URL),
    slack: () => slackSettings(secret, parsed.data.PORT, parsed.data.SLACK_API_URL),
    discord: () => discordSettings(secret, parsed.data.DISCORD_GUILD_ID, parsed.data.DISCORD_API_URL),
    secret,
  };
};

const slackSettings = (
  secret: Environment['secret'],
  port: number | undefined,
  apiUrl: string | undefined,
): SlackSettings | undefined => {
  const botToken = secret('SLACK_BOT_TOKEN');
  const appToken = secret('SLACK_APP_TOKEN');
  const signingSecret = secret('SLACK_SIGNING_SECRET');
  if (botToken === undefined && appToken === undefined && signingSecret === undefined) return undefined;
  const mistakes = [
    ...tokenMistakes(botToken, appToken),
    ...(appToken === undefined ? eventMistakes(signingSecret, port) : []),
  ];
  if (botToken !== undefined && mistakes.length === 0) {
    if (appToken !== undefined) return { botToken, events: { kind: 'socket', appToken }, apiUrl };
    if (signingSecret !== undefined && port !== undefined)
      return { botToken, events: { kind: 'http', signingSecret, port }, apiUrl };
  }
  throw new UserError('bad-environment', { mistakes });
};

/** The two tokens of Slack are easily mixed up, and Slack only says that it does not know them. */
const tokenMistakes = (botToken: Secret | undefined, appToken: Secret | undefined): readonly Sayable[] => [
  ...(botToken === undefined
    ? [placed('SLACK_BOT_TOKEN', problem('token-missing', { begins: 'xoxb-' }))]
    : []),
  ...(botToken?.reveal().startsWith('xapp-') === true
    ? [placed('SLACK_BOT_TOKEN', problem('token-mixed', { holds: 'app', begins: 'xoxb-' }))]
    : []),
  ...(appToken?.reveal().startsWith('xoxb-') === true
    ? [placed('SLACK_APP_TOKEN', problem('token-mixed', { holds: 'bot', begins: 'xapp-' }))]
    : []),
];

const eventMistakes = (signingSecret: Secret | undefined, port: number | undefined): readonly Sayable[] => {
  if (signingSecret === undefined)
    return [
      placed(
        'SLACK_BOT_TOKEN',
        problem('needs-other', { anyOf: [['SLACK_APP_TOKEN'], ['SLACK_SIGNING_SECRET', 'PORT']] }),
      ),
    ];
  return port === undefined
    ? [placed('SLACK_SIGNING_SECRET', problem('needs-port', { platform: 'Slack' }))]
    : [];
};

const discordSettings = (
  secret: Environment['secret'],
  guild: string | undefined,
  apiUrl: string | undefined,
): DiscordSettings | undefined => {
  const token = secret('DISCORD_TOKEN');
  if (token !== undefined) return { token, guild, apiUrl };
  if (guild !== undefined)
    throw incomplete(placed('DISCORD_GUILD_ID', problem('needs-other', { anyOf: [['DISCORD_TOKEN']] })));
  return undefined;
};

const incomplete = (mistake: Sayable): UserError => new UserError('bad-environment', { mistakes: [mistake] });

export interface Config extends Omit<FileConfig, 'scorers'> {
  readonly models: Readonly<Record<string, EndpointSettings>>;
  readonly scorers: Readonly<Record<string, ScorerSettings>>;
  /** The scorer of runs that name none, where the file says one. */
  readonly defaultScorer: string | undefined;
}

/** The scorers and models that need no entry in the file. */
export const BUILT_IN_SCORERS = ['embedded', 'refusal-rule'] as const;
const BUILT_IN_MODELS = ['baseline-refuse', 'baseline-comply', 'baseline-echo'] as const;

/** Reads the text of a configuration file (none: all defaults). Throws one error that names every mistake with its path. */
export const parseConfig = (text: string | undefined, path: string): Config => {
  const parsed = configSchema.safeParse(text === undefined ? {} : yamlValue(text, path), {
    reportInput: true,
  });
  if (!parsed.success) throw new UserError('bad-config', { path, mistakes: schemaMistakes(parsed.error) });
  const { default: defaultScorer, ...entries } = parsed.data.scorers;
  const scorers = Object.fromEntries(
    Object.entries(entries).filter(
      (entry): entry is [string, ScorerSettings] => typeof entry[1] !== 'string',
    ),
  );
  const config = {
    ...parsed.data,
    scorers,
    defaultScorer: typeof defaultScorer === 'string' ? defaultScorer : undefined,
  };
  const mistakes = crossChecks(config);
  if (mistakes.length > 0) throw new UserError('bad-config', { path, mistakes });
  return config;
};

const yamlValue = (text: string, path: string): unknown => {
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: true });
  if (document.errors.length > 0)
    throw new UserError('bad-config', { path, mistakes: yamlMistakes(document.errors) });
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch {
    throw new UserError('bad-config', { path, mistakes: [placed('', problem('yaml-alias', undefined))] });
  }
};

/** The language that a configuration file asks for, also where the rest of it needs mending; English where it says none. */
export const localeOf = (text: string): Locale => {
  const said = parseDocument(text, { logLevel: 'silent' }).get('locale');
  return LOCALES.find((locale) => locale === said) ?? 'en';
};

const crossChecks = (config: Config): readonly Sayable[] => {
  const scorerNames = [...BUILT_IN_SCORERS, ...Object.keys(config.scorers)];
  const known = config.defaultScorer === undefined || scorerNames.includes(config.defaultScorer);
  const models = [...BUILT_IN_MODELS, ...Object.keys(config.models)];
  return [
    ...(known
      ? []
      : [
          placed(
            'scorers.default',
            problem('no-scorer', { name: config.defaultScorer ?? '', known: scorerNames }),
          ),
        ]),
    ...BUILT_IN_MODELS.filter((name) => name in config.models).map((name) =>
      placed(`models.${name}`, problem('built-in-model', undefined)),
    ),
    ...BUILT_IN_SCORERS.filter((name) => name in config.scorers).map((name) =>
      placed(`scorers.${name}`, problem('built-in-scorer', undefined)),
    ),
    ...Object.entries(config.scorers).flatMap(([name, scorer]) => judgeMistakes(name, scorer)),
    ...scheduleMistakes(config, models),
  ];
};

const judgeMistakes = (name: string, scorer: ScorerSettings): readonly Sayable[] => {
  if (scorer.kind !== 'judge') return [];
  const answers = scorer.judges.length * scorer.samples;
  return (scorer.minimumValid ?? 1) > answers
    ? [placed(`scorers.${name}.minimumValid`, problem('more-than-the-panel', { answers }))]
    : [];
};

const scheduleMistakes = (
  { schedules, timeZone }: Pick<Config, 'schedules' | 'timeZone'>,
  models: readonly string[],
): readonly Sayable[] => [
  ...problemOf('timeZone', () => readRecurrence('daily 0:00', timeZone)),
  ...schedules.flatMap((schedule, index) => {
    const path = `schedules.${index}`;
    const isTwice = schedules.findIndex(({ name }) => name === schedule.name) < index;
    const lacksModel =
      schedule.do === 'evaluate' && (schedule.model === undefined || !models.includes(schedule.model));
    return [
      ...(isTwice ? [placed(`${path}.name`, problem('schedule-twice', { name: schedule.name }))] : []),
      ...(lacksModel ? [placed(`${path}.model`, problem('one-of', { choices: models }))] : []),
      ...problemOf(path, () => readRecurrence(schedule.when, schedule.timeZone ?? timeZone)),
    ];
  }),
];

const problemOf = (path: string, work: () => unknown): readonly Sayable[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [placed(path, error)];
  }
};
