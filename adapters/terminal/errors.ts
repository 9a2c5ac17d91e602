import { PlatformError } from '../../src/errors.ts';

/** Nobody reads any more: the terminal was closed, or the pipe's other end. */
export const outputClosed = (cause: unknown): PlatformError =>
  new PlatformError('channel-gone', 'The terminal was closed.', { cause });
