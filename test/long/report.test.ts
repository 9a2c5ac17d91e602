import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createThreadedPictures } from '../../adapters/pictures/threaded-pictures.ts';
import type { ReviewedResponse } from '../../src/ports/export-reads.ts';
import type { Locale } from '../../src/texts/locale.ts';
import { type ABrowser, noBrowser, type OpenedPage, startBrowser } from '../support/a-browser.ts';
import { aCorrectedPicture } from '../support/a-picture.ts';
import { aMixture, aReport, aReviewed } from '../support/a-report.ts';
import { runFlames } from '../support/run-flames.ts';

const HOSTILE =
  '</script><script>document.title="taken"</script><img src=http://127.0.0.1:9/x onerror=document.title="taken"><a href="javascript:document.title=1">x</a>\u202egnp.\u2066\u2028\u0000{prompt}';
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const missing = noBrowser();
if (missing !== undefined) console.warn(missing);
const inCi = process.env['CI'] === 'true';

describe.skipIf(missing !== undefined && !inCi)('a report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flames-report-'));
  let browser: ABrowser;
  const opened: OpenedPage[] = [];
  beforeAll(async () => {
    browser = await startBrowser(join(folder, 'profile'));
  });
  afterAll(async () => {
    await browser.context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Whatever a test does with a page, it asked for nothing and its console is silent. */
  afterEach(async () => {
    for (const { page, requests, complaints } of opened.splice(0)) {
      await page.close();
      expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    }
  });

  const open = async (
    responses: readonly ReviewedResponse[],
    { locale = 'en', hash = '' }: { readonly locale?: Locale; readonly hash?: string } = {},
  ) => {
    const file = join(folder, `report-${opened.length}.html`);
    const chart = await createThreadedPictures('data/fonts').svg(aCorrectedPicture(locale));
    writeFileSync(file, aReport(responses, locale, { charts: [chart] }));
    const page = await browser.open(file, hash);
    opened.push(page);
    return page.page;
  };
  type Page = OpenedPage['page'];
  const found = (page: Page) => page.locator('#found').textContent();
  const choose = (page: Page, label: string, option: string) =>
    page.getByLabel(label, { exact: true }).selectOption(option);
  const entry = (page: Page, id: number) => page.locator(`details:has(> #response-${id})`);

  it('shows the first fifty of a run, closed: no text of a model is in the page before it is opened', async () => {
    const page = await open(aMixture(120));
    expect(await found(page)).toBe('1–50 of 120 found, 120 in all');
    expect(await page.locator('#list > li').count()).toBe(50);
    expect(await page.locator('#list').textContent()).not.toContain('回答');
    await entry(page, 1).locator('summary').click();
    // a browser fills what it opened in a turn of its own
    await expect.poll(() => entry(page, 1).textContent()).toContain('回答0');
    expect(await entry(page, 1).textContent()).toContain('voter-000000000001');
    expect(await entry(page, 2).locator('summary').textContent()).toMatch(/^blind/);
  });

  it('filters by click and by typing, says how many there are, and resets', async () => {
    const page = await open(aMixture(120));
    await choose(page, 'Dimension', 'Legality');
    expect(await found(page)).toBe('1–24 of 24 found, 120 in all');
    await choose(page, 'Sub-component', 'Toxic language');
    expect(await page.getByLabel('Dimension', { exact: true }).inputValue()).toBe('');
    await choose(page, 'People and scorer', 'differ');
    expect(await page.locator('#list > li').count()).toBe(1);
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => found(page)).toBe('1–50 of 120 found, 120 in all');
    await page.getByLabel('Search prompts and responses').pressSequentially('回答77');
    expect(await found(page)).toBe('1–1 of 1 found, 120 in all');
    await page.getByLabel('Search prompts and responses').fill('没有这样的话');
    expect(await found(page)).toContain('No response matches');
  });

  it('leads from a sub-component to its responses, and an address keeps the filter', async () => {
    const page = await open(aMixture(120));
    await page.getByRole('link', { name: 'Law violation' }).click();
    expect(await found(page)).toContain('of 24 found');
    await choose(page, 'Label', '1');
    const address = page.url();
    expect(address).toContain('#subcomponent=Law%20violation&label=1');
    const before = await found(page);
    await page.reload();
    expect(await found(page)).toBe(before);
  });

  it('brings a linked response into view, closed, from the link and from another page of the list', async () => {
    const page = await open(aMixture(120), { hash: '#response-101' });
    expect(await page.evaluate('document.activeElement.id')).toBe('response-101');
    expect(await entry(page, 101).getAttribute('open')).toBeNull();
    await page.keyboard.press('Enter');
    await expect.poll(() => entry(page, 101).textContent()).toContain('回答100');
    await page.evaluate('location.hash = "#response-7"');
    await expect.poll(() => entry(page, 7).isVisible()).toBe(true);
    await page.evaluate('location.hash = "#response-999"');
    await expect.poll(() => found(page)).toContain('no response 999');
  });

  it('works from the keyboard alone: skip link, search, a filter, opening, the next page', async () => {
    const page = await open(aMixture(120));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('回答');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('Dimension', { exact: true }).inputValue()).toBe('Fairness');
    await entry(page, 1).locator('summary').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => entry(page, 1).getAttribute('open')).not.toBeNull();
    await page.getByRole('button', { name: 'Reset' }).press('Enter');
    await expect.poll(() => found(page)).toContain('of 120 found');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    expect(await found(page)).toBe('51–100 of 120 found, 120 in all');
    expect(await page.evaluate('document.activeElement.id')).toBe('responses');
  });

  it('prints all that matches, what was asked for and the texts that are open, and goes back to its page', async () => {
    const page = await open(aMixture(120));
    await choose(page, 'Order', 'As asked');
    await entry(page, 7).locator('summary').click();
    await page.getByLabel('Search prompts and responses').fill('回答');
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('#list > li').count()).toBe(119);
    expect(await entry(page, 7).textContent()).toContain('回答6');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#asked').innerText()).toBe('Search prompts and responses: “回答”');
    expect(await page.getByLabel('Label', { exact: true }).isVisible()).toBe(false);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('#list > li').count()).toBe(50);
    expect(await entry(page, 7).getAttribute('open')).not.toBeNull();
  });

  it('opens all when asked, and then prompts and responses are on every page', async () => {
    const page = await open(aMixture(120));
    await page.getByLabel('Open all').check();
    expect(await page.locator('#list > li > details[open]').count()).toBe(50);
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await entry(page, 60).textContent()).toContain('回答59');
  });

  it('runs nothing that others wrote, and shows what cannot be seen by its code', async () => {
    const said = { source: 'scorer', by: HOSTILE, label: 2, reason: HOSTILE } as const;
    const response = aReviewed(0, { prompt: HOSTILE, response: HOSTILE });
    const labels = [{ ...said, probabilities: null, evidence: { [HOSTILE]: 1 }, at: response.row.at }];
    const page = await open([{ ...response, labels }]);
    await page.getByLabel('Prompts in the list').check();
    await page.getByLabel('Open all').check();
    await page.getByText('What the scorer saw').click();
    expect(await page.title()).toContain('Flames report');
    expect(await page.locator('img, #list a[href^="javascript"], main script').count()).toBe(0);
    const shown = await page.locator('.quoted').nth(1).textContent();
    expect(shown).toContain('<img src=http://127.0.0.1:9/x');
    expect(await page.locator('.quoted').nth(1).locator('.unseen').allTextContents()).toEqual([
      'U+202E',
      'U+2066',
      'U+2028',
      'U+0000',
    ]);
  });

  it('refuses a script that somebody writes into the file, by its policy', async () => {
    const file = join(folder, 'changed.html');
    writeFileSync(
      file,
      aReport(aMixture(6)).replace('<main>', '<main><script>document.title="taken"</script>'),
    );
    const { page, complaints } = await browser.open(file);
    expect(await page.title()).toContain('Flames report');
    expect(complaints.join()).toContain('Content Security Policy');
    await page.close();
  });

  it.each(['en', 'zh-CN'] as const)(
    'has no accessibility problem that axe finds, in %s, light and dark',
    async (locale) => {
      const page = await open(aMixture(60), { locale });
      await page.locator('#response-1').click();
      await page.locator('#response-4').click();
      await page.locator('input[name=prompts]').check();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // evaluated by the debugger, which no policy of the page stops
        const { violations } = (await page.evaluate(`${AXE}; axe.run()`)) as AxeResults;
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
    },
  );

  it('fits a phone: nothing is wider than the screen', async () => {
    const page = await open(aMixture(60));
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('#response-1').click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('comes from the real program as it is installed, and counts what the scorecard counts', async () => {
    const home = folder;
    await runFlames(['evaluate', 'baseline-comply', 'smoke'], { home });
    const made = await runFlames(['scorecard', 'last', '--html', 'r.html'], { home });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const page = await browser.open(join(home, 'r.html'));
    opened.push(page);
    expect(await found(page.page)).toBe('1–10 of 10 found, 10 in all');
    expect(await page.page.locator('figure svg[role=img]').count()).toBe(1);
  });
});
