import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ASlack, openSlack } from '../support/a-slack.ts';
import { runFlames } from '../support/run-flames.ts';
import { APP_TOKEN, BOT_TOKEN } from '../support/slack-front.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

let slack: ASlack;
beforeEach(async () => {
  slack = await openSlack();
});
afterEach(() => slack.close());

interface Check {
  readonly what: string;
  readonly problem: string | null;
  readonly warning: string | null;
}

/** What `flames doctor` says of Slack. */
const doctor = async () => {
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.front.apiUrl };
  const { code, stdout } = await runFlames(['doctor', '--json'], { home: temporaryFolder(), env });
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
  return { code, checks: checks.filter(({ what }) => what.startsWith('Slack')) };
};

it('doctor warns of what it cannot see of the Slack app, and fails of nothing', async () => {
  const { code, checks } = await doctor();
  expect(code).toBe(0);
  expect(checks.map(({ what, problem }) => [what, problem])).toEqual([
    ['Slack, token', null],
    ['Slack, scopes of the bot token', null],
    ['Slack, app-level token', null],
    ['Slack, events and features of the app', null],
  ]);
  expect(checks.at(-1)?.warning).toContain('SLACK_CONFIG_TOKEN');
});

it('doctor fails where a scope is missing, and names it', async () => {
  slack.front.scopes = slack.front.scopes.filter((scope) => scope !== 'files:write');
  const { code, checks } = await doctor();
  expect(code).toBe(1);
  expect(checks.flatMap(({ problem }) => problem ?? [])).toEqual([expect.stringContaining('files:write')]);
});
