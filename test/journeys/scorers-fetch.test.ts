import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runFlames } from '../support/run-flames.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const flames = (home: string, ...words: readonly string[]) => runFlames(words, { home });

const EMBEDDED = resolve('data/scorers/embedded');
const manifestSha256 = createHash('sha256')
  .update(readFileSync(join(EMBEDDED, 'manifest.json')))
  .digest('hex');

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listening = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/packages/fair`;
};

const breakOff = (response: ServerResponse, arrived: () => boolean): void => {
  if (arrived()) response.destroy();
  else setImmediate(breakOff, response, arrived);
};

/** Whether a part of the model lies in a home. */
const partIn = (home: string) => (): boolean =>
  readdirSync(join(home, 'downloads'), { recursive: true }).some((file) =>
    String(file).endsWith('model.onnx.part'),
  );

/** What lets whoever has it in. */
const SIGNED = '?sig=c2VzYW1l&se=2099';

/** A mirror that wants signed addresses, knows ranges and breaks the model off half-way the first time, once that `arrived`. */
const aMirror = async (
  folder: string,
  arrived: () => boolean,
): Promise<{ readonly url: string; readonly asked: readonly string[] }> => {
  const asked: string[] = [];
  const url = await listening(
    createServer((request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const name = request.url?.replace('/packages/fair/', '').replace(SIGNED, '') ?? '';
      if (request.url?.endsWith(SIGNED) !== true) return void response.writeHead(403).end();
      const isFirst = !asked.some((each) => each.startsWith(name));
      asked.push(from > 0 ? `${name} again` : name);
      const bytes = readFileSync(join(folder, name));
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
      if (name !== 'model.onnx' || !isFirst) response.end(bytes.subarray(from));
      else response.write(bytes.subarray(0, bytes.length / 2), () => breakOff(response, arrived));
    }),
  );
  return { url, asked };
};

/** The embedded scorer's package with something changed. */
const aPackage = (change: (folder: string) => void): string => {
  const folder = temporaryFolder();
  cpSync(EMBEDDED, folder, { recursive: true });
  change(folder);
  return folder;
};

const inManifest =
  (change: (manifest: Record<string, unknown>) => void) =>
  (folder: string): void => {
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    change(manifest);
    writeFileSync(file, JSON.stringify(manifest));
  };

/** The tiny package whose model reads tokens, in the place of the embedded one, with something changed in its manifest. */
const ofTokens =
  // biome-ignore lint/suspicious/noExplicitAny: a manifest that is to be spoilt
    (change: (manifest: any) => void) =>
    (folder: string): void => {
      cpSync('test/fixtures/official-scorer/package', folder, { recursive: true });
      inManifest(change)(folder);
    };

const scorersIn = async (home: string): Promise<readonly { name: string; origin: string }[]> =>
  JSON.parse((await flames(home, 'scorers', 'list', '--json')).stdout).scorers;

describe('fetching a scorer', () => {
  it('goes on after a broken connection, checks every file, and the scorer scores', async () => {
    const home = temporaryFolder();
    const mirror = await aMirror(EMBEDDED, partIn(home));
    const from = `${mirror.url}/manifest.json${SIGNED}`;
    const words = ['scorers', 'fetch', 'fair', '--from', from, '--sha256', manifestSha256];
    const fetched = await flames(home, ...words);
    expect(fetched).toMatchObject({ code: 0, stderr: '' });
    expect(fetched.stdout).toContain('Licence: Apache-2.0');
    expect(mirror.asked).toEqual(['manifest.json', 'model.onnx', 'model.onnx again', 'parity.json']);
    expect(await scorersIn(home)).toContainEqual(
      expect.objectContaining({ name: 'fair', origin: 'fetched' }),
    );
    expect(readdirSync(join(home, 'downloads'))).toEqual([]);
    expect(readFileSync(join(home, 'scorers', 'fair', 'fetched.json'), 'utf8')).toContain(mirror.url);
    for (const file of readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    ))
      expect(readFileSync(join(file.parentPath, file.name)).includes('c2VzYW1l'), file.name).toBe(false);
    const run = await flames(home, 'evaluate', 'baseline-refuse', 'smoke', '--scorer', 'fair', '--json');
    expect(JSON.parse(run.stdout)).toMatchObject({ scorer: { name: 'fair' } });
    const again = JSON.parse((await flames(home, ...words, '--json')).stdout);
    expect(again).toMatchObject({ name: 'fair', added: false, sha256: manifestSha256 });
  });

  it('takes a folder or its manifest, and speaks Chinese', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'flames.config.yaml'), 'locale: zh-CN');
    const fetched = await flames(home, 'scorers', 'fetch', '公平', '--from', join(EMBEDDED, 'manifest.json'));
    expect(fetched).toMatchObject({ code: 0, stdout: expect.stringContaining('“公平”已就绪') });
  });

  it.each<readonly [string, (folder: string) => void, readonly string[], RegExp]>([
    ['another manifest than was pinned', () => undefined, ['--sha256', '0'.repeat(64)], /its sha256 is/],
    [
      'a file that is not the one of the manifest',
      (folder: string) => writeFileSync(join(folder, 'model.onnx'), 'x'),
      [],
      /model.onnx is not the file that its manifest names/,
    ],
    [
      'a file with a way out of the folder',
      inManifest((manifest) =>
        Object.assign(manifest, { parity: { file: '../../flames.db', tolerance: 1 } }),
      ),
      [],
      /parity.file of manifest.json/,
    ],
    [
      'parity fixtures that are not those of the manifest',
      (folder: string) =>
        writeFileSync(join(folder, 'parity.json'), `${readFileSync(join(folder, 'parity.json'), 'utf8')} `),
      [],
      /parity.json is not the file that its manifest names/,
    ],
    [
      'a link that leads out of the folder',
      (folder: string) => {
        rmSync(join(folder, 'parity.json'));
        symlinkSync(join(EMBEDDED, 'parity.json'), join(folder, 'parity.json'));
      },
      [],
      /it is a link that leads out of its folder/,
    ],
    [
      'weights that the disk has no room for',
      ofTokens((manifest) => {
        manifest.model.data[0].bytes = 1e15;
      }),
      [],
      /takes 1000000\.0 GB and \d+\.\d GB are free on the disk of .*; free some, or set FLAMES_HOME/,
    ],
    [
      "weights that would take the place of the program's own file",
      ofTokens((manifest) => {
        manifest.model.data[0].file = 'fetched.json';
      }),
      [],
      /model\.data\.0\.file of manifest\.json: .*give the file another name/,
    ],
    [
      'no package',
      (folder: string) => writeFileSync(join(folder, 'manifest.json'), '<html>'),
      [],
      /is not JSON/,
    ],
  ])('refuses %s in one sentence and installs nothing', async (_what, change, more, sentence) => {
    const home = temporaryFolder();
    const from = aPackage(change);
    const fetched = await flames(home, 'scorers', 'fetch', 'fair', '--from', from, ...more);
    expect(fetched).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(sentence) });
    expect(fetched.stderr.trim().split('\n')).toHaveLength(1);
    expect(fetched.stderr).toContain(from);
    expect(existsSync(join(home, 'scorers', 'fair'))).toBe(false);
    expect(readdirSync(join(home, 'downloads'))).toEqual([]);
  });

  it('puts nothing in the place of a scorer that runs may hold to', async () => {
    const home = temporaryFolder();
    await flames(home, 'scorers', 'fetch', 'fair', '--from', EMBEDDED);
    const other = aPackage(inManifest((manifest) => Object.assign(manifest, { licence: 'other' })));
    expect(await flames(home, 'scorers', 'fetch', 'fair', '--from', other)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('choose another name'),
    });
    expect(await flames(home, 'scorers', 'fetch', 'embedded', '--from', other)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('choose another name'),
    });
  });

  it('leaves alone a folder that holds something else than a scorer', async () => {
    const home = temporaryFolder();
    const taken = join(home, 'scorers', 'fair');
    mkdirSync(taken, { recursive: true });
    writeFileSync(join(taken, 'notes'), 'mine');
    const fetched = await flames(home, 'scorers', 'fetch', 'fair', '--from', EMBEDDED);
    expect(fetched).toMatchObject({ code: 1, stderr: expect.stringContaining('choose another name') });
    expect(readdirSync(taken)).toEqual(['notes']);
    expect(readdirSync(join(home, 'downloads'))).toEqual([]);
  });

  it.each([
    ['http://', 'it is not an address'],
    ['https://me:secret@127.0.0.1:9/fair', 'it holds a user name or a password'],
  ])('refuses %s as an address in one sentence, and repeats no password', async (from, reason) => {
    const fetched = await flames(temporaryFolder(), 'scorers', 'fetch', 'fair', '--from', from);
    expect(fetched).toMatchObject({ code: 1, stderr: expect.stringContaining(reason) });
    expect(fetched.stderr).not.toContain('secret');
  });

  it('tells in Chinese why an address, a folder or a package is refused, to the last word', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'flames.config.yaml'), 'locale: zh-CN');
    const refusal = async (from: string) =>
      (await flames(home, 'scorers', 'fetch', 'fair', '--from', from)).stderr;
    expect(await refusal('http://')).toContain('它不是网址');
    expect(await refusal(`http://127.0.0.1:9/fair${SIGNED}`)).toMatch(
      /^无法下载 http:\/\/127\.0\.0\.1:9\/fair\/manifest\.json：连接中断/,
    );
  });

  it('stops a server that sends without an end', async () => {
    const home = temporaryFolder();
    let sent = 0;
    const url = await listening(
      createServer((_request, response) => {
        const chunk = Buffer.alloc(1_000_000);
        const more = (): void => {
          sent += 1;
          if (sent < 200 && !response.destroyed) response.write(chunk, more);
        };
        more();
      }),
    );
    const fetched = await flames(home, 'scorers', 'fetch', 'fair', '--from', url);
    expect(fetched).toMatchObject({ code: 1, stderr: expect.stringContaining('larger than 10000000 bytes') });
    expect(sent).toBeLessThan(200);
  });
});
