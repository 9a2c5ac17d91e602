import { afterEach, describe, expect, it } from 'vitest';
import { type ABot, startABot } from '../support/a-bot.ts';
import { type JudgeServer, startJudgeServer } from '../support/judge-endpoint-server.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const open: ABot[] = [];
const servers: JudgeServer[] = [];
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close();
  for (const server of servers.splice(0)) await server.close();
});

const PERMITTED = 'permissions: { scorers: { users: [boss] } }';
const start = async (config: string, home = temporaryFolder()): Promise<ABot> => {
  const bot = await startABot(home, { config });
  open.push(bot);
  return bot;
};
const said = async (bot: ABot, words: string, by = 'boss'): Promise<string> => {
  await bot.type(words, by);
  return bot.texts().at(-1) ?? '';
};
const scorerOfNextRun = async (bot: ABot): Promise<string | undefined> => {
  await bot.type('evaluate baseline-refuse smoke');
  return bot.world.stores.runs.list()[0]?.terms.scorer.name;
};

/** A run of the model that goes along with everything, and what the team says of its first audited responses. */
const settle = async (bot: ABot, labels: number, button: string): Promise<void> => {
  await bot.type('evaluate baseline-comply smoke');
  const run = bot.world.stores.runs.list()[0]?.id ?? '';
  await bot.type(`review audit ${run} --more 2`);
  for (let flag = 1; flag <= labels; flag += 1) {
    const ballot = bot.messageWith(`f${flag} · Audit`);
    for (const voter of ['bob', 'eve', 'zoe']) await bot.press(ballot, button, voter);
  }
};

describe("a workspace's scorer", () => {
  it('is switched and rolled back in chat by those permitted; the audit log says who did', async () => {
    const bot = await start(PERMITTED);
    expect(await said(bot, 'scorers', 'ann')).toContain('"embedded" scores: the configuration says so.');
    expect(await said(bot, 'scorers switch refusal-rule', 'ann')).toContain('permissions.scorers');
    expect(await said(bot, 'scorers rollback')).toContain('Nobody switched the scorer');
    expect(await said(bot, 'scorers switch refusal-rul')).toContain('Did you mean "refusal-rule"?');
    expect(await said(bot, 'scorers switch refusal-rule')).toContain('not yet measured on your labels');
    const list = await said(bot, 'scorers', 'ann');
    expect(list).toContain('refusal-rule (scores now)');
    expect(list).toContain('Switched by boss');
    expect(await scorerOfNextRun(bot)).toBe('refusal-rule');
    expect(await said(bot, 'scorers switch refusal-rule')).toContain('nothing changed');
    expect(await said(bot, 'scorers rollback')).toContain('"embedded" scores from now on');
    expect(await scorerOfNextRun(bot)).toBe('embedded');
    const acts = bot.world.stores.auditLog.list(0, 20).filter(({ act }) => act.startsWith('scorers'));
    expect(acts.map(({ act, who, detail }) => [act, who.id, detail])).toEqual([
      ['scorers switch', 'boss', 'embedded → refusal-rule'],
      ['scorers switch', 'boss', 'refusal-rule → refusal-rule'],
      ['scorers rollback', 'boss', 'refusal-rule → embedded'],
    ]);
  });

  it("holds over the configuration's default, after a restart and when that changes", async () => {
    const home = temporaryFolder();
    const first = await start('{}', home);
    await first.type('scorers switch refusal-rule');
    await first.close();
    open.length = 0;
    const again = await start('scorers: { default: embedded }', home);
    expect(await said(again, 'scorers')).toContain(
      '"refusal-rule" scores: a switch made here holds over the configuration\'s "embedded".',
    );
    expect(await scorerOfNextRun(again)).toBe('refusal-rule');
  });

  it('is asked for by name when it is gone, and nothing else scores in silence', async () => {
    const home = temporaryFolder();
    const judge = '{ kind: judge, judges: [{ baseUrl: "http://127.0.0.1:9", model: m }] }';
    const first = await start(`scorers: { ours: ${judge} }`, home);
    await first.type('scorers switch ours');
    await first.close();
    open.length = 0;
    const again = await start('{}', home);
    expect(await said(again, 'evaluate baseline-refuse smoke')).toContain(
      'The workspace\'s scorer "ours" is gone.',
    );
    expect(again.world.stores.runs.list()).toEqual([]);
    await again.type('scorers rollback');
    expect(await scorerOfNextRun(again)).toBe('embedded');
  });

  it('asks for a yes before a judge that may cost more than the limit is measured, and holds the cap of a day with many answers under way', async () => {
    const server = await startJudgeServer({ script: ['valid'] });
    servers.push(server);
    const judge = { baseUrl: server.baseUrl, model: 'judge', price: { input: 2, output: 8 } };
    const scorers = { judge: { kind: 'judge', judges: [judge] } };
    // one answer is taken to cost 0.6 cents, twice that with a second asking, and costs 0.28
    const limits = { costPerDayUsd: 0.017, confirmAboveUsd: 0.01 };
    const bot = await start(JSON.stringify({ scorers, limits, review: { openAtOnce: 100 } }));
    await settle(bot, 3, '🔴 1');
    const spent = () => bot.world.stores.runs.spentSince(new Date(0));
    const question = await said(bot, 'scorers compare judge refusal-rule');
    expect(question).toMatch(
      /Asking judge about 3 labelled responses may cost about \$0\.02.* above the \$0\.01/,
    );
    expect(server.ledger).toEqual([]);
    await bot.press(bot.messageWith('Asking judge'), 'Go on', 'boss');
    const card = bot.texts().find((text) => text.includes('Scoring: ')) ?? '';
    expect(card).toContain('"judge" was not asked about 1 more audit labels: the cost limit of a day');
    expect(server.ledger).toHaveLength(2);
    expect(spent()).toBeCloseTo(0.0056, 10);
    expect(await said(bot, 'scorers switch judge')).toContain('what is left of the cost limit of a day');
    expect(server.ledger).toHaveLength(2);
    expect(await said(bot, 'scorers switch refusal-rule')).toContain('scores from now on');
  });

  it('is compared with another on the audit labels of the team, which both are asked about', async () => {
    const bot = await start('review: { openAtOnce: 100 }');
    expect(await said(bot, 'scorers compare embedded refusal-rule')).toContain(
      'Nobody has settled an audit label',
    );
    await settle(bot, 3, '🔴 1');
    const card = await said(bot, 'scorers compare embedded refusal-rule');
    expect(card).toContain('On the 3 audit labels that both scored.');
    expect(card).toMatch(/"refusal-rule" less "embedded": .* points/);
    expect(await said(bot, 'scorers')).toMatch(/refusal-rule.*of 3 audit labels/);
    expect(bot.world.stores.runs.list()).toHaveLength(1);
  });

  it('that is new is measured on the labels of the team first; below the bar its numbers are kept and no headline', async () => {
    const bot = await start('review: { openAtOnce: 100, headline: { from: 4 } }');
    const { runs, scorerRecords } = bot.world.stores;
    await settle(bot, 4, '🟢 3');
    await bot.type('evaluate baseline-refuse smoke --scorer refusal-rule');
    const [latest] = runs.list();
    const identity = latest?.terms.scorer.identity;
    if (latest === undefined || identity === undefined) throw new Error('nothing ran');
    expect(latest).toMatchObject({ state: 'completed', terms: { scorer: { name: 'refusal-rule' } } });
    expect(scorerRecords.agreement(identity)).toEqual({ labels: 4, measured: 4, agreed: 0 });
    const card = bot.texts().findLast((text) => text.startsWith('Scorecard · baseline-refuse'));
    expect(card).toContain('No headline: "refusal-rule" says what your people settled for 0.0 %');
    expect(card).not.toMatch(/Harmless rate \d/);
    expect(card?.split('Details: kept, and no headline')[1]).toContain('Overall');
  });
});
