import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const SEVERITIES = ['moderate', 'high'] as const;

/** The audit of this repository by a registry that answers like this. */
const auditBy = async (registry: RequestListener) => {
  const server = createServer(registry).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const child = spawn(process.execPath, ['scripts/audit-dependencies.mjs'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: temporaryFolder(),
      npm_config_registry: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      npm_config_fetch_retries: '0',
    },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part) => {
    said.stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    said.stderr += part;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
};

/** A registry that knows one hole in every version of `yaml`, and no other. */
const knowing =
  (severity: (typeof SEVERITIES)[number] | undefined): RequestListener =>
  (request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const hole = {
      ...{ id: 1, url: 'https://advisories.example/1', title: 'Reads too much', severity },
      ...{ vulnerable_versions: '<=99.0.0', cwe: [], cvss: { score: 0, vectorString: null } },
    };
    if (request.method === 'POST')
      return void response.end(JSON.stringify(severity === undefined ? {} : { yaml: [hole] }));
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const version = { name, version: '1.0.0', dist: {} };
    response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } }));
  };

it('an audit that nobody answers says in one sentence that nothing is known, and is no clean bill', async () => {
  const refused = await auditBy((request, response) => {
    request.resume();
    response.writeHead(405, { allow: 'GET,HEAD' }).end();
  });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(
    /^The dependencies could not be audited, so nothing is known of them: 405 .*\n$/,
  );
});

it('an audit that finds nothing says how many packages it looked at', async () => {
  expect(await auditBy(knowing(undefined))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^No known holes in \d+ packages\.\n$/),
  });
});

it.each([
  ['moderate', 0],
  ['high', 1],
] as const)(
  'a %s hole is named with its package, what it is and where to read of it (exit %i)',
  async (severity, code) => {
    const found = await auditBy(knowing(severity));
    expect(found).toMatchObject({ code });
    expect(found.stdout).toContain(
      `${severity}: yaml <=99.0.0: Reads too much (https://advisories.example/1)\n`,
    );
  },
);
