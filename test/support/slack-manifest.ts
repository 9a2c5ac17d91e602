import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

const read = () => manifest.parse(parse(readFileSync('adapters/slack/manifest.yaml', 'utf8')));

/** The scopes that the manifest asks for. */
export const manifestScopes = (): readonly string[] => read().oauth_config.scopes.bot;
