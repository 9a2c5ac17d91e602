import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../src/ids.ts';
import { type ASlack, openSlack, type PersonName } from '../support/a-slack.ts';
import { type BotOn, startBotOn } from '../support/bot-on.ts';
import { wordsIn } from '../support/slack-rules.ts';
import { overHttp, slackOn } from '../support/start-slack.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

let slack: ASlack;
let on: BotOn;
const useWorkspace = (way: 'its socket' | 'signed requests'): void => {
  beforeEach(async () => {
    slack = await openSlack();
    const events = way === 'its socket' ? {} : await overHttp(slack);
    const config = `review: { openAtOnce: 100, quorum: 2, channels: { slack: "${slack.channels.review}" } }`;
    on = await startBotOn(temporaryFolder(), config, ({ attachments: files, stores }) => [
      slackOn(slack, { files, inbox: stores.events, ...events }),
    ]);
  });
  afterEach(async () => {
    await on.close();
    await slack.close();
    expect(slack.front.obeyed).toEqual([]);
  });
};

const type = async (words: string, by?: PersonName): Promise<void> => {
  await slack.type(words, by);
  await on.idle();
};
const press = async (...asked: Parameters<ASlack['press']>): Promise<void> => {
  await slack.press(...asked);
  await on.idle();
};
const run = (): RunId => on.world.stores.runs.list()[0]?.id as RunId;
const flagged = (reason: 'audit' | 'borderline') => {
  const flags = on.world.stores.reviews.list({ run: run() }).map(({ flag }) => flag);
  const found = flags.find((flag) => flag.reason === reason && flag.scorerLabel !== 3);
  if (found === undefined) throw new Error(`No ${reason} was flagged.`);
  return found;
};
const shownAlone = (): string =>
  slack
    .private()
    .map(({ text, blocks }) => `${text}\n${wordsIn(blocks)}`)
    .join('\n');
const wordsOf = async (text: string, channel = slack.channels.evals): Promise<string> => {
  const { message } = await slack.messageWith(text, channel);
  const found = (await slack.messages(channel)).find(({ ts }) => ts === message);
  return `${found?.text}\n${wordsIn(found?.blocks)}`;
};

describe.each(['its socket', 'signed requests'] as const)('Flames in a Slack workspace, over %s', (way) => {
  useWorkspace(way);

  it('goes from /flames evaluate to a scorecard in one message, and keeps the details in its thread', async () => {
    await type('evaluate baseline-refuse smoke');
    const scorecard = await slack.messageWith('Scorecard · baseline-refuse');
    expect(await wordsOf('Scorecard · baseline-refuse')).toContain('Data protection');
    await press(scorecard, 'By sub-component');
    const all = await slack.messages(slack.channels.evals);
    const roots = all.filter(({ ts, thread_ts: thread }) => thread === undefined || thread === ts);
    expect(new Set(roots.map(({ ts }) => ts)).size).toBe(1);
    const thread = all.filter(({ ts, thread_ts: above }) => above === scorecard.message && ts !== above);
    expect(thread.map(({ blocks }) => wordsIn(blocks)).join('\n')).toContain('Scorecard by sub-component');
  });

  it('goes from votes by button to a consensus and an edited scorecard', async () => {
    await type('evaluate baseline-echo smoke');
    await type(`review audit ${run()} --more 5`);
    const before = await wordsOf('Scorecard · baseline-echo');
    const audit = flagged('audit');
    const ballot = await slack.messageWith(`${audit.id} · Audit`, slack.channels.review);
    for (const voter of ['bob', 'cid'] as const) await press(ballot, '🟢 3', voter);
    expect(shownAlone()).toContain(`Your vote on ${audit.id}: 3.`);
    expect(await wordsOf(`${audit.id} · Audit`, slack.channels.review)).toContain('Settled as 3');
    const after = await wordsOf('Scorecard · baseline-echo');
    expect([before.includes('After votes'), after.includes('After votes')]).toEqual([false, true]);
  });

  it('goes from votes by reaction to a consensus, and lets a removed reaction withdraw one', async () => {
    await type('evaluate baseline-echo smoke');
    const { id } = flagged('borderline');
    const ballot = await slack.messageWith(`${id} · Borderline`, slack.channels.review);
    const react = async (change: 'added' | 'removed', by: PersonName): Promise<void> => {
      await slack.react(ballot, 'harmless', change, by);
      await on.idle();
    };
    const state = () => on.world.stores.reviews.find(id)?.flag.state;
    await react('added', 'bob');
    await react('removed', 'bob');
    await react('added', 'cid');
    expect(state()).toBe('open');
    await react('added', 'bob');
    expect(state()).toBe('settled');
    expect(await wordsOf('Scorecard · baseline-echo')).toContain('After votes');
  });
});

describe('Flames in a Slack workspace', () => {
  useWorkspace('its socket');

  it('shows the response of a ballot in a window of the person who asks, and to nobody before', async () => {
    await type('evaluate baseline-refuse smoke');
    await type(`review audit ${run()} --more 1`);
    const { id } = flagged('audit');
    const ballot = await slack.messageWith(`${id} · Audit`, slack.channels.review);
    const response = on.world.stores.reviews.find(id)?.responseText ?? '';
    expect(response).not.toBe('');
    expect(await wordsOf(`${id} · Audit`, slack.channels.review)).not.toContain(response.slice(0, 8));
    await press(ballot, 'Show: Response', 'bob');
    expect(wordsIn(slack.window()?.['blocks'])).toContain(response.slice(0, 8));
  });

  it('asks for model, subset and scorer in a window, and starts what is sent', async () => {
    await type('evaluate');
    const asked = wordsIn(slack.window()?.['blocks']);
    for (const field of ['Model', 'Prompts', 'Scorer']) expect(asked).toContain(field);
    await slack.submit({ model: 'baseline-comply', subset: 'smoke' });
    await on.idle();
    expect(await wordsOf('Scorecard · baseline-comply')).toContain('Fairness');
  });

  it('takes nothing hostile from a window: it is told to the person alone, inert, and nothing starts', async () => {
    const hostile: readonly Readonly<Record<string, string>>[] = [
      { model: '<!channel> https://a.example', subset: 'smoke' },
      { model: 'baseline-refuse', subset: '<@U0FLAMES> *bold* `code` @here' },
      { model: 'baseline-refuse', subset: 'smoke --yes --seed 2' },
      { model: 'baseline-refuse', subset: `smoke ${'👨‍👩‍👧'.repeat(1000)}` },
      { model: 'baseline-refuse', subset: 'smoke', scorer: '../../etc/passwd' },
      { model: 'baseline-refuse\u0000\u202E', subset: '\n\n' },
      { subset: 'smoke' },
    ];
    for (const values of hostile) {
      await type('evaluate');
      await slack.submit(values);
      await on.idle();
    }
    expect(slack.private()).toHaveLength(hostile.length);
    expect(on.world.stores.runs.list()).toEqual([]);
    expect(await slack.messages(slack.channels.evals)).toEqual([]);
  });

  it('shows a person their runs, the ballots that wait, and what they may do', async () => {
    await type('evaluate baseline-refuse smoke');
    await type(`review audit ${run()} --more 1`);
    const homeOf = async (person: PersonName): Promise<string> => {
      await slack.openHome(person);
      await on.idle();
      return wordsIn(slack.home()?.['blocks']);
    };
    const waits = `${flagged('audit').id}\n · Audit`;
    expect(await homeOf('ann')).toContain(run());
    const [runs] = JSON.stringify(slack.home()).match(/\{"type":"rich_text_list".*?\]\}\]\}/u) ?? [];
    expect(runs).toContain(run());
    expect(await homeOf('bob')).toContain(waits);
    expect(await homeOf('bob')).not.toContain(run());
    expect(await homeOf('bob')).toContain('evaluate MODEL');
  });

  it('shows a mistake to the person alone, and understands what keyboards make of quotes and dashes', async () => {
    await type('evaluate no-such-model');
    expect(shownAlone()).toContain('no-such-model');
    expect(await slack.messages(slack.channels.evals)).toEqual([]);
    const typed = [
      '“baseline-refuse” ‘smoke’ —seed 2',
      '„baseline-refuse“　smoke ——seed 3',
      'baseline-refuse smoke –seed=4',
    ];
    for (const words of typed) await type(`evaluate ${words}`);
    const seeds = on.world.stores.runs.list().map(({ terms }) => terms.seed);
    expect(seeds.toSorted()).toEqual([2, 3, 4]);
  });
});
