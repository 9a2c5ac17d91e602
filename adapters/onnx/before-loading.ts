import { UserError } from '../../src/errors.ts';
import type { ExecutionProvider } from '../../src/scoring/execution-providers.ts';

const GIGABYTE = 1e9;
const inGigabytes = (bytes: number): string => (bytes / GIGABYTE).toFixed(1);

/** `execution-provider-missing`, with those that need no libraries of the machine. */
export const providerMissing = async (provider: string): Promise<UserError> => {
  const { listSupportedBackends } = await import('onnxruntime-node');
  const bundled = listSupportedBackends().filter((backend) => backend.bundled);
  const known = bundled.map(({ name }) => name).filter((name) => name !== provider);
  return new UserError('execution-provider-missing', { provider, known });
};

const refuseProvider = async (provider: ExecutionProvider): Promise<void> => {
  if (provider === 'cpu') return;
  const { listSupportedBackends } = await import('onnxruntime-node');
  if (!listSupportedBackends().some(({ name }) => name === provider)) throw await providerMissing(provider);
};

/**
 * Refuses what would end in the system's killing the process: `scorer-needs-memory` when a model for the CPU takes more than
 * the machine, or the process's container, has left; `execution-provider-missing` when onnxruntime has none of that name here.
 */
export const refuseToLoad = async (
  folder: string,
  memoryBytes: number,
  provider: ExecutionProvider,
  available: number = process.availableMemory(),
): Promise<void> => {
  await refuseProvider(provider);
  if (provider !== 'cpu' || memoryBytes <= available) return;
  const needed = inGigabytes(memoryBytes);
  throw new UserError('scorer-needs-memory', { folder, needed, available: inGigabytes(available) });
};
