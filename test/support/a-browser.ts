import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

/** Why there is no browser to test with; undefined where there is one. */
export const noBrowser = (): string | undefined =>
  existsSync(EXECUTABLE) ? undefined : `skipped: ${EXECUTABLE} is missing (apt-get install chromium)`;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ABrowser {
  readonly context: BrowserContext;
  /** What the page at a file asked of the network, and what its console complained of. */
  open(file: string, hash?: string): Promise<OpenedPage>;
}

export interface OpenedPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** A browser with a new, empty profile, which notes everything that pages ask for. */
export const startBrowser = async (
  profile: string,
  options: BrowserContextOptions = {},
): Promise<ABrowser> => {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    args: FLAGS,
    ...options,
  });
  return {
    context,
    open: async (file, hash = '') => {
      const page = await context.newPage();
      const address = `${pathToFileURL(file).href}${hash}`;
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (request.url().split('#')[0] !== address.split('#')[0]) requests.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(address);
      return { page, requests, complaints };
    },
  };
};
