import { statfs } from 'node:fs/promises';
import { UserError } from '../../src/errors.ts';

const GIGABYTE = 1e9;
const inGigabytes = (bytes: number): string => (bytes / GIGABYTE).toFixed(1);

/** UserError `disk-too-full` when less than so many bytes are free on the disk of a folder; `what` is what they are for. */
export const refuseFullDisk = async (folder: string, bytes: number, what: string): Promise<void> => {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (bytes <= free) return;
  throw new UserError('disk-too-full', {
    ...{ folder, what },
    needed: inGigabytes(bytes),
    available: inGigabytes(free),
  });
};
