import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkParity } from '../../adapters/onnx/check-parity.ts';
import { pythonIsMissing, runPython } from '../support/a-python.ts';
import { useTemporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

it.skipIf(pythonIsMissing())(
  'a package with more than 2 GiB of weights beside its graph loads by its path and scores as the small one does',
  async () => {
    const folder = temporaryFolder();
    expect(runPython('test/fixtures/official-scorer/make_large.py', folder)).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(statSync(join(folder, 'model.onnx.data')).size).toBeGreaterThan(2 ** 31);
    expect(await checkParity(folder)).toMatchObject({ kind: 'same', fixtures: 10 });
  },
  120_000,
);
