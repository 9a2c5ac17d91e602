import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultEndpoint } from '../support/fault-endpoint/create-fault-endpoint.mjs';
import { runFlames, startFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const flames = (home: string, ...words: readonly string[]) => runFlames(words, { home });
const RULE = ['--scorer', 'refusal-rule'] as const;
const idOf = ({ stderr }: { readonly stderr: string }): string => stderr.split('\n')[0] ?? '';

/** As docs/operation.md says: the copy takes the place of the database and of what SQLite keeps beside it. */
const restore = (copy: string, home: string): void => {
  for (const name of readdirSync(home).filter((each) => each.startsWith('flames.db')))
    rmSync(join(home, name));
  cpSync(copy, join(home, 'flames.db'));
};

describe('flames backup', () => {
  it('gives a file from which the same scorecards come back after everything was lost', async () => {
    const home = temporaryFolder();
    const run = await flames(home, 'evaluate', 'baseline-refuse', 'smoke', ...RULE, '--json');
    const copy = join(temporaryFolder(), 'monday.db');
    const backup = await flames(home, 'backup', copy);
    expect(backup).toMatchObject({ code: 0, stderr: '' });
    expect(backup.stdout).toContain('monday.db');
    await flames(home, 'evaluate', 'baseline-echo', 'smoke', ...RULE);
    restore(copy, home);
    const status = JSON.parse((await flames(home, 'status', '--json')).stdout);
    expect(status.runs.map(({ id }: { id: string }) => id)).toEqual([idOf(run)]);
    const again = await flames(home, 'scorecard', idOf(run), '--json');
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(run.stdout));
  });

  it('overwrites nothing and says so in one line', async () => {
    const home = temporaryFolder();
    const copy = join(home, 'copy.db');
    writeFileSync(copy, 'precious');
    const refused = await flames(home, 'backup', copy);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^.*copy\.db exists already.*\n$/);
  });

  it('works while a run goes on: restored elsewhere, the run goes on from there', async () => {
    const home = temporaryFolder();
    const endpoint = await createFaultEndpoint({ faultRate: 0, variantRate: 0, latencyMs: 15 });
    const model = { baseUrl: endpoint.baseUrl, model: 'm', concurrency: 1 };
    const config = JSON.stringify({ models: { slow: model } });
    writeFileSync(join(home, 'flames.config.yaml'), config);
    const running = startFlames(['evaluate', 'slow', 'full', ...RULE], { home });
    const id = await new Promise<string>((settle) =>
      running.process.stderr?.once('data', (text) => settle(idOf({ stderr: String(text) }))),
    );
    const copy = join(temporaryFolder(), 'copy.db');
    expect(await flames(home, 'backup', copy)).toMatchObject({ code: 0 });
    expect(running.process.exitCode).toBeNull();
    expect((await running.finished).code).toBe(0);
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'flames.config.yaml'), config);
    restore(copy, elsewhere);
    const status = JSON.parse((await flames(elsewhere, 'status', id, '--json')).stdout);
    expect(status.runs).toMatchObject([{ id, state: 'interrupted' }]);
    const resumed = await flames(elsewhere, 'resume', id, '--json');
    expect(JSON.parse(resumed.stdout).run).toMatchObject({ id, state: 'completed', prompts: 120 });
    await endpoint.close();
  });
});
