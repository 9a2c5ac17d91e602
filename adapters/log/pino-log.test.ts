import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunId } from '../../src/ids.ts';
import { Secret } from '../../src/secret.ts';
import { useTemporaryFolders } from '../../test/support/temporary-folder.ts';
import { createPinoLog } from './pino-log.ts';
import { createRedaction } from './redact.ts';

const temporaryFolder = useTemporaryFolders();
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('writes a line of JSON with time, level and ids, in a file for its owner alone', () => {
    const file = join(temporaryFolder(), 'deep', 'flames.log');
    const log = createPinoLog({ level: 'info', to: { file }, secrets: [] });
    log.info('run started', { run: 'run-12345678' as RunId, prompts: 10 });
    log.debug('not worth a line');
    const [line, ...rest] = linesOf(file);
    expect(rest).toEqual([]);
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      run: 'run-12345678',
      prompts: 10,
      msg: 'run started',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('gives a fault an id that people can quote, with message, cause and stack but no other field of the error', () => {
    const file = join(temporaryFolder(), 'flames.log');
    const log = createPinoLog({ level: 'info', to: { file }, secrets: [] });
    const error = Object.assign(new Error('it broke', { cause: new Error('below') }), { headers: 'private' });
    const id = log.fault('outbox', error);
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(linesOf(file)[0]).toMatchObject({
      level: 'error',
      fault: id,
      msg: 'outbox',
      error: 'it broke',
      cause: 'below',
    });
    expect(readFileSync(file, 'utf8')).not.toContain('private');
  });

  it('holds no secret, whether it was told of it or the thing only looks like a key', () => {
    const file = join(temporaryFolder(), 'flames.log');
    const own = 'he"llo\\key-12345';
    const log = createPinoLog({ level: 'info', to: { file }, secrets: [new Secret(own), new Secret('abc')] });
    log.fault('abc', new Error(`401 for ${own} at https://ann:hunter22@example.com and Bearer abcdefghijk`));
    log.warn(`xoxb-1-2-three and sk-live_1234567890`);
    const text = readFileSync(file, 'utf8');
    for (const secret of ['12345', 'hunter22', 'abcdefghijk', 'three', 'sk-live'])
      expect(text).not.toContain(secret);
    expect(linesOf(file)[0]).toMatchObject({ msg: 'abc' });
    expect(text).toContain('https://ann:[secret]@example.com and Bearer [secret]');
  });

  it('never stops the bot: what stands in the way of its file is passed over', () => {
    const folder = join(temporaryFolder(), 'file');
    mkdirSync(folder);
    const log = createPinoLog({ level: 'info', to: { file: folder }, secrets: [] });
    expect(log.fault('anywhere', new Error('x'))).toMatch(/^[0-9a-f]{8}$/);
  });

  it('takes time in proportion to the line, whatever the line', () => {
    const redact = createRedaction([]);
    for (const part of ['a', 'a.', 'http://', 'a:', '-', 'Bearer ', '\u0000'])
      expect(redact(part.repeat(100_000)).length).toBeGreaterThan(0);
  });
});
