import type { DiscordCheck } from '../../adapters/discord/check-up.ts';
import type { SlackCheck } from '../../adapters/slack/check-up.ts';
import type { Config, Environment } from '../config.ts';
import { UserError } from '../errors.ts';
import { doctorTexts } from '../texts/doctor.ts';
import { namesSlackGroups } from './platforms.ts';

/** Something that is tried, by its name; rejects with what has to be mended. */
export interface Trial {
  readonly what: string;
  work(): Promise<void>;
}

type Trials = (environment: Environment, config: Config) => Promise<readonly Trial[]>;

/** What the chat platforms need whose variables are set; a variable that is missing or wrong is a trial that fails. */
export const platformTrials: Trials = async (environment, config) =>
  (await Promise.all([slackTrials, discordTrials].map((trials) => trials(environment, config)))).flat();

const slackTrials: Trials = async (environment, config) => {
  const texts = doctorTexts[config.locale];
  const what = (part: SlackCheck['part']) => texts.platform({ platform: 'Slack', part: texts[part] });
  const settings = readSettings(() => environment.slack());
  if (settings instanceof UserError) return [{ what: what('token'), work: () => Promise.reject(settings) }];
  if (settings === undefined) return [];
  const { slackChecks } = await import('../../adapters/slack/check-up.ts');
  const { botToken, events, apiUrl } = settings;
  return slackChecks({
    botToken: botToken.reveal(),
    appToken: events.kind === 'socket' ? events.appToken.reveal() : undefined,
    configToken: environment.secret('SLACK_CONFIG_TOKEN')?.reveal(),
    apiUrl,
    needsGroups: namesSlackGroups(config),
    reviewChannel: config.review.channels.slack,
  }).map(({ part, work }) => ({ what: what(part), work }));
};

const readSettings = <Settings>(read: () => Settings): Settings | UserError => {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};

const discordTrials: Trials = async (environment, { review, locale }) => {
  const texts = doctorTexts[locale];
  const what = (part: DiscordCheck['part']) => texts.platform({ platform: 'Discord', part: texts[part] });
  const settings = readSettings(() => environment.discord());
  if (settings instanceof UserError) return [{ what: what('token'), work: () => Promise.reject(settings) }];
  if (settings === undefined) return [];
  const { discordChecks } = await import('../../adapters/discord/check-up.ts');
  const { token, guild, apiUrl } = settings;
  const reviewChannel = review.channels.discord;
  return discordChecks({ token: token.reveal(), guild, apiUrl, reviewChannel }).map(({ part, work }) => ({
    what: what(part),
    work,
  }));
};
