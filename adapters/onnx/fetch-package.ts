import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { isAddress, shownAddress } from '../../src/address.ts';
import type { Downloads, FetchedPackage, FetchRequest } from '../../src/commands/context.ts';
import { UserError } from '../../src/errors.ts';
import type { ScorerManifest } from '../../src/scoring/describe-package.ts';
import { refuseFullDisk } from '../files/free-disk.ts';
import { fileProblem } from '../files/local-files.ts';
import { FETCHED } from './package-files.ts';
import { readManifest, readPackage, readParity, verifyWeights } from './read-package.ts';

const MANIFEST = 'manifest.json';
const MOST_MANIFEST_BYTES = 10_000_000;
/** The graph may hold the weights up to the limit of its format; beside it are only the tokenizer and the fixtures. */
const MOST_FILE_BYTES = 2 ** 31;

/** UserError `cannot-download` for what only begins like an address, or carries a password that would be shown. */
const addressOf = (from: string): URL => {
  const url = URL.canParse(from) ? new URL(from) : undefined;
  if (url !== undefined && url.username + url.password === '') return url;
  const reason = url === undefined ? 'it is not an address' : 'it holds a user name or a password';
  throw new UserError('cannot-download', {
    from: shownAddress(from),
    reason,
  });
};

/** Brings one file of a package to a path. */
type Bring = (name: string, path: string, mostBytes: number) => Promise<void>;

const fromAddress = (from: string, downloads: Downloads): Bring => {
  const folder = addressOf(from);
  // what signs an address signs those of all its files
  const { search } = folder;
  if (!folder.pathname.endsWith(MANIFEST) && !folder.pathname.endsWith('/')) folder.pathname += '/';
  return (name, path, mostBytes) => {
    const file = new URL(name, folder);
    file.search = search;
    return downloads.save(file.href, path, mostBytes);
  };
};

/** A link within the folder is as good as a file; one that leads out of it would bring whatever lies there. */
const refuseLinkOut = async (folder: string, file: string): Promise<void> => {
  const way = relative(await realpath(folder), await realpath(file));
  if (way.startsWith('..') || isAbsolute(way))
    throw new UserError('cannot-read', { file, reason: 'it is a link that leads out of its folder' });
};

const fromFolder = (from: string): Bring => {
  const folder = basename(from) === MANIFEST ? dirname(from) : from;
  return async (name, path, mostBytes) => {
    const file = join(folder, name);
    try {
      await refuseLinkOut(folder, file);
      const found = await stat(file);
      if (!found.isFile()) throw new UserError('cannot-read', { file, reason: 'it is not a file' });
      if (found.size > mostBytes)
        throw new UserError('cannot-read', { file, reason: `it is larger than ${mostBytes} bytes` });
      await refuseFullDisk(dirname(path), found.size, file);
      await copyFile(file, path);
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
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

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** Of the weights the manifest says the sizes; what an earlier call brought of them is there already. */
const refuseNoRoom = async (manifest: ScorerManifest, from: string, workshop: string): Promise<void> => {
  if (manifest.format === 1) return;
  let all = 0;
  let lacking = 0;
  for (const { file, bytes } of manifest.model.data) {
    const whole = join(workshop, file);
    all += bytes;
    lacking += Math.max(0, bytes - (await sizeOf(whole)) - (await sizeOf(`${whole}.part`)));
  }
  try {
    await refuseFullDisk(workshop, lacking, from);
  } catch (cause) {
    // what was brought of it waits for room
    if (lacking === all) await rm(workshop, { recursive: true });
    throw cause;
  }
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
  await readParity(workshop, manifest.parity);
  if (manifest.format === 2) await verifyWeights(workshop, manifest.model);
};

/** `ScorerPackages.fetch`: packages are put together in `workshops`, on the disk of the folders that they go to. */
export const fetchPackage = async (
  request: FetchRequest,
  downloads: Downloads,
  workshops: string,
): Promise<FetchedPackage> => {
  const { from } = request;
  const shown = shownAddress(from);
  const bring = isAddress(from) ? fromAddress(from, downloads) : fromFolder(from);
  const workshop = join(workshops, `scorer-${createHash('sha256').update(shown).digest('hex').slice(0, 16)}`);
  await mkdir(workshop, { recursive: true });
  try {
    return await putTogether({ ...request, from: shown }, bring, workshop);
  } catch (error) {
    // a folder is read again as quickly
    if (!isAddress(from)) await rm(workshop, { recursive: true, force: true });
    throw error;
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
  await refuseNoRoom(manifest, from, workshop);
  for (const [name, mostBytes] of filesOf(manifest)) {
    const file = join(workshop, name);
    if (!(await isThere(file))) await bring(name, file, mostBytes);
  }
  await readIn(workshop, from, () => verified(workshop));
  await writeFile(
    join(workshop, FETCHED),
    JSON.stringify({ from: isAddress(from) ? from : resolve(from), sha256: found }),
  );
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
