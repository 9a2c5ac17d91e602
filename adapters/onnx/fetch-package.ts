import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Downloads, FetchedPackage, FetchRequest } from '../../src/commands/context.ts';
import { UserError } from '../../src/errors.ts';
import type { ScorerManifest } from '../../src/scoring/describe-package.ts';
import { fileProblem } from '../files/local-files.ts';
import { FETCHED } from './package-files.ts';
import { readManifest, readPackage, verifyWeights } from './read-package.ts';

const MANIFEST = 'manifest.json';
const MOST_MANIFEST_BYTES = 10_000_000;
/** The graph may hold the weights up to the limit of its format; beside it are only the tokenizer and the fixtures. */
const MOST_FILE_BYTES = 2 ** 31;

const isAddress = (from: string): boolean => /^https?:\/\//i.test(from);

/** UserError `cannot-download` for what only begins like an address, or carries a password that would be shown. */
const addressOf = (from: string): URL => {
  const url = URL.canParse(from) ? new URL(from) : undefined;
  if (url !== undefined && url.username + url.password === '') return url;
  const reason = url === undefined ? 'it is not an address' : 'it holds a user name or a password';
  throw new UserError('cannot-download', {
    from: url === undefined ? from : `${url.origin}${url.pathname}`,
    reason,
  });
};

/** Brings one file of a package to a path. */
type Bring = (name: string, path: string, mostBytes: number) => Promise<void>;

const fromAddress = (from: string, downloads: Downloads): Bring => {
  const folder = addressOf(from);
  if (!folder.pathname.endsWith(MANIFEST) && !folder.pathname.endsWith('/')) folder.pathname += '/';
  return (name, path, mostBytes) => downloads.save(new URL(name, folder).href, path, mostBytes);
};

const fromFolder = (from: string): Bring => {
  const folder = basename(from) === MANIFEST ? dirname(from) : from;
  return async (name, path, mostBytes) => {
    const file = join(folder, name);
    try {
      const { size } = await stat(file);
      if (size > mostBytes) throw Object.assign(new Error(), { code: 'EFBIG' });
      await copyFile(file, path);
    } catch (cause) {
      throw new UserError('cannot-read', { file, reason: fileProblem(cause) }, { cause });
    }
  };
};

const sha256Of = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

/** What lies beside a manifest, with the most bytes that each may have. */
const filesOf = (manifest: ScorerManifest): readonly (readonly [name: string, mostBytes: number])[] => {
  const small = [manifest.model.file, manifest.parity.file].map((name) => [name, MOST_FILE_BYTES] as const);
  if (manifest.format === 1) return small;
  const weights = manifest.model.data.map(({ file, bytes }) => [file, bytes] as const);
  return [...small, [manifest.tokenizer.file, MOST_FILE_BYTES], ...weights];
};

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Reads a package where it is put together; what is wrong with it is told of where it came from. */
const readIn = async <Read>(workshop: string, from: string, read: () => Promise<Read>): Promise<Read> => {
  try {
    return await read();
  } catch (cause) {
    await rm(workshop, { recursive: true, force: true });
    if (!(cause instanceof UserError)) throw cause;
    const values = Object.assign({}, cause.values, { folder: from });
    throw new UserError(cause.code, values, { cause });
  }
};

const verified = async (workshop: string): Promise<void> => {
  const manifest = await readPackage(workshop);
  if (manifest.format === 2) await verifyWeights(workshop, manifest.model);
};

/** Where a package came from, without what an address may hold of secrets. */
const provenanceOf = (from: string): string => {
  if (!isAddress(from)) return resolve(from);
  const { origin, pathname } = new URL(from);
  return `${origin}${pathname}`;
};

/** `ScorerPackages.fetch`: packages are put together in `workshops`, on the disk of the folders that they go to. */
export const fetchPackage = async (
  request: FetchRequest,
  downloads: Downloads,
  workshops: string,
): Promise<FetchedPackage> => {
  const { from } = request;
  const bring = isAddress(from) ? fromAddress(from, downloads) : fromFolder(from);
  const workshop = join(workshops, `scorer-${createHash('sha256').update(from).digest('hex').slice(0, 16)}`);
  await mkdir(workshop, { recursive: true });
  try {
    return await putTogether(request, bring, workshop);
  } finally {
    // what a broken download left waits there; else it is gone, or empty
    await rmdir(workshop).catch(() => undefined);
  }
};

const putTogether = async (
  { from, folder, sha256 }: FetchRequest,
  bring: Bring,
  workshop: string,
): Promise<FetchedPackage> => {
  const found = await bringManifest(bring, workshop);
  const clear = (): Promise<void> => rm(workshop, { recursive: true });
  if (sha256 !== undefined && found !== sha256) {
    await clear();
    throw new UserError('wrong-checksum', { from, sha256: found, expected: sha256 });
  }
  const manifest = await readIn(workshop, from, () => readManifest(workshop));
  const fetched = { licence: manifest.licence, sha256: found };
  if (await isThere(join(folder, MANIFEST))) {
    await clear();
    if ((await sha256Of(join(folder, MANIFEST))) === found) return { ...fetched, added: false };
    throw new UserError('scorer-folder-taken', { name: basename(folder), folder });
  }
  for (const [name, mostBytes] of filesOf(manifest)) {
    const file = join(workshop, name);
    if (!(await isThere(file))) await bring(name, file, mostBytes);
  }
  await readIn(workshop, from, () => verified(workshop));
  await writeFile(join(workshop, FETCHED), JSON.stringify({ from: provenanceOf(from), sha256: found }));
  await mkdir(dirname(folder), { recursive: true });
  await moveTo(workshop, folder);
  return { ...fetched, added: true };
};

const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);

/** Puts a whole package in its place; what lies there without a manifest stays as it is. */
const moveTo = async (workshop: string, folder: string): Promise<void> => {
  try {
    await rename(workshop, folder);
  } catch (cause) {
    await rm(workshop, { recursive: true, force: true });
    if (!OCCUPIED.has(String((cause as NodeJS.ErrnoException).code))) throw cause;
    throw new UserError('scorer-folder-taken', { name: basename(folder), folder }, { cause });
  }
};

/** Always anew, since it decides which the other files are; what an earlier call brought of another package goes. */
const bringManifest = async (bring: Bring, workshop: string): Promise<string> => {
  const file = join(workshop, MANIFEST);
  const before = (await isThere(file)) ? await sha256Of(file) : undefined;
  await rm(`${file}.part`, { force: true });
  await bring(MANIFEST, file, MOST_MANIFEST_BYTES);
  const found = await sha256Of(file);
  if (before === undefined || before === found) return found;
  await rm(workshop, { recursive: true });
  await mkdir(workshop);
  return bringManifest(bring, workshop);
};
