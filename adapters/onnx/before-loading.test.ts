import { describe, expect, it } from 'vitest';
import { refuseToLoad } from './before-loading.ts';

describe('before a large model is loaded', () => {
  it('says how much memory it needs and how much there is, when that is too little', async () => {
    await expect(refuseToLoad('big', 5e9, 'cpu', 2e9)).rejects.toMatchObject({ code: 'scorer-needs-memory' });
    await expect(refuseToLoad('big', 2e9, 'cpu', 2e9)).resolves.toBeUndefined();
  });
});
