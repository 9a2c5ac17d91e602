import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FaultOptions, LedgerSummary } from '../test/support/fault-endpoint/create-fault-endpoint.mjs';

const SERVER = fileURLToPath(new URL('../../test/support/fault-endpoint/main.mjs', import.meta.url));

export interface Endpoint {
  readonly baseUrl: string;
  /** The endpoint's own books. */
  books(): Promise<LedgerSummary>;
  close(): Promise<void>;
}

/** A model endpoint in a process of its own. */
export const startEndpoint = async (options: FaultOptions): Promise<Endpoint> => {
  const child = spawn(process.execPath, [SERVER, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const baseUrl = line.toString().trim();
  return {
    baseUrl,
    books: async () => {
      const answer = await fetch(new URL('/ledger', baseUrl));
      return ((await answer.json()) as { readonly summary: LedgerSummary }).summary;
    },
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
