import { join } from 'node:path';
import { createPinoLog } from '../../adapters/log/pino-log.ts';
import type { Config, Environment } from '../config.ts';
import { endpointsOf } from '../config-schema.ts';
import type { Log } from '../ports/log.ts';

/** Variables that hold secrets whatever the configuration says. */
const SECRET_VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'DISCORD_TOKEN',
  'REDIS_URL',
] as const;

/** The log of a service on standard error, or of a chat on this screen in `flames.log` of the home. */
export const openLog = (to: 'stderr' | 'home', environment: Environment, config: Config): Log => {
  const variables = [...SECRET_VARIABLES, ...keyVariables(config)];
  return createPinoLog({
    level: environment.logLevel,
    to: to === 'stderr' ? to : { file: join(environment.home, 'flames.log') },
    secrets: variables.flatMap((name) => environment.secret(name) ?? []),
  });
};

/** The variables that the configuration names. */
const keyVariables = ({ models, scorers }: Config): readonly string[] => {
  const judges = Object.values(scorers).flatMap(endpointsOf);
  return [...Object.values(models), ...judges].flatMap(({ apiKeyEnv }) => apiKeyEnv ?? []);
};
