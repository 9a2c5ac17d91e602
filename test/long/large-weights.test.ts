import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkParity } from '../../adapters/onnx/check-parity.ts';
import { pythonIsMissing, runPython } from '../support/a-python.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

/** The weights, and what making and loading them takes beside. */
const DISK_BYTES = 2.6e9;
const MEMORY_BYTES = 3e9;
/** The weights are mapped whole, in a process whose test runner has most of these in use. */
const ADDRESS_BYTES = 3.4e10;

const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** The most bytes of addresses that a process may have here; infinite without a limit. */
const addressesOf = (): number => {
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -v'], { encoding: 'utf8' });
  const kibibytes = Number.parseInt(stdout ?? '', 10);
  return Number.isNaN(kibibytes) ? Number.POSITIVE_INFINITY : kibibytes * 1024;
};

/** Why this machine is too small; undefined where it is not. Where CI is set it must not be. */
const machineIsTooSmall = async (): Promise<string | undefined> => {
  const disk = await statfs(tmpdir());
  const room = [
    ['on the disk of temporary files', DISK_BYTES, disk.bavail * disk.bsize],
    ['of memory', MEMORY_BYTES, process.availableMemory()],
    ['of address space (ulimit -v)', ADDRESS_BYTES, addressesOf()],
  ] as const;
  const lacking = room.find(([, needed, has]) => has < needed);
  if (lacking === undefined) return undefined;
  const [what, needed, has] = lacking;
  const reason = `it takes ${inGigabytes(needed)} ${what}, and there are ${inGigabytes(has)}`;
  if (process.env['CI'] === 'true') throw new Error(`Large weights cannot be tested: ${reason}.`);
  console.warn(`Large weights are not tested: ${reason}.`);
  return reason;
};

it('a package with more than 2 GiB of weights beside its graph loads by its path and scores as the small one does', async ({
  skip,
}) => {
  skip(pythonIsMissing() !== undefined, pythonIsMissing());
  const small = await machineIsTooSmall();
  skip(small !== undefined, small);
  const folder = temporaryFolder();
  expect(runPython('test/fixtures/official-scorer/make_large.py', folder)).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(statSync(join(folder, 'model.onnx.data')).size).toBeGreaterThan(2 ** 31);
  expect(await checkParity(folder)).toMatchObject({ kind: 'same', fixtures: 10 });
}, 120_000);
