import type { Config, Environment } from '../config.ts';
import { doctorTexts } from '../texts/doctor.ts';

/** Something that is tried, by its name; rejects with what has to be mended. */
export interface Trial {
  readonly what: string;
  work(): Promise<void>;
}

/** What the chat platforms need whose variables are set. Throws a `UserError` when a variable is missing or wrong. */
export const platformTrials = async (environment: Environment, config: Config): Promise<readonly Trial[]> => [
  ...(await discordTrials(environment, config)),
];

const discordTrials = async (
  environment: Environment,
  { review, locale }: Config,
): Promise<readonly Trial[]> => {
  const settings = environment.discord();
  if (settings === undefined) return [];
  const { discordChecks } = await import('../../adapters/discord/check-up.ts');
  const { token, guild, apiUrl } = settings;
  const reviewChannel = review.channels.discord;
  return discordChecks({ token: token.reveal(), guild, apiUrl, reviewChannel }).map(({ part, work }) => ({
    what: doctorTexts[locale].platform({ platform: 'Discord', part: doctorTexts[locale][part] }),
    work,
  }));
};
