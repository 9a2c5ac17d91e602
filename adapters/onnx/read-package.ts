import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import {
  type PackageManifest,
  type ParityFixture,
  packageManifest,
  parityFixtures,
} from '../../src/scoring/package-manifest.ts';

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

const readPart = async (folder: string, file: string): Promise<Buffer> => {
  try {
    return await readFile(join(folder, file));
  } catch (cause) {
    const code = String((cause as NodeJS.ErrnoException).code);
    if (ABSENT.has(code)) throw new UserError('scorer-package-missing', { folder, file }, { cause });
    throw new UserError(
      'scorer-package-broken',
      { folder, file, reason: `cannot be read (${code})` },
      { cause },
    );
  }
};

const parsePart = async (folder: string, file: string): Promise<unknown> => {
  const text = (await readPart(folder, file)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError('scorer-package-broken', { folder, file, reason: 'is not JSON' }, { cause });
  }
};

const firstProblem = (file: string, { issues }: z.ZodError): string => {
  const [issue] = issues;
  const path = issue?.path.join('.') ?? '';
  return `${path === '' ? '' : `${path} of `}${file}: ${issue?.message ?? 'not understood'}`;
};

/** `manifest.json` of a scorer's folder. UserErrors: `scorer-package-missing`, `-broken`, `-foreign`. */
const readManifest = async (folder: string): Promise<PackageManifest> => {
  const parsed = packageManifest.safeParse(await parsePart(folder, 'manifest.json'));
  if (parsed.success) return parsed.data;
  throw new UserError('scorer-package-foreign', {
    folder,
    reason: firstProblem('manifest.json', parsed.error),
  });
};

const refuseOtherModel = async (
  folder: string,
  { file, sha256 }: PackageManifest['model'],
): Promise<void> => {
  const found = createHash('sha256')
    .update(await readPart(folder, file))
    .digest('hex');
  if (found === sha256) return;
  throw new UserError('scorer-package-broken', {
    folder,
    file,
    reason: 'is not the file that its manifest names',
  });
};

/**
 * The manifest of a whole package: its model is there and is the one that the manifest was written for. UserErrors:
 * `scorer-package-missing`, `scorer-package-broken`, `scorer-package-foreign`.
 */
export const readPackage = async (folder: string): Promise<PackageManifest> => {
  const manifest = await readManifest(folder);
  await refuseOtherModel(folder, manifest.model);
  return manifest;
};

/** The parity fixtures of a package. UserErrors as of `readPackage`. */
export const readParity = async (folder: string, file: string): Promise<readonly ParityFixture[]> => {
  const parsed = parityFixtures.safeParse(await parsePart(folder, file));
  if (parsed.success) return parsed.data;
  throw new UserError('scorer-package-broken', { folder, file, reason: 'does not hold parity fixtures' });
};
