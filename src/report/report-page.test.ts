import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aReading, HEADLINE } from '../../test/support/a-reading.ts';
import { aMixture, aReport, aReviewed, aVoted, dataOf } from '../../test/support/a-report.ts';
import { hostileText } from '../../test/support/hostile-text.ts';
import { composeScorecard } from '../flames/scorecard.ts';
import { reportPage } from './report-page.ts';

const HOSTILE =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)> \u2028\u2029 \u202e & "\' <!--';

/** The page without what its own two texts and its data hold. */
const markupOf = (page: string): string =>
  page.replace(/<style>.*?<\/style>/s, '').replace(/<script[^>]*>.*?<\/script>/gs, '');

describe('a report', () => {
  it('lets its own script and style run, by their hashes, and nothing load', () => {
    const page = aReport(aMixture(6));
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    const hash = (text: string | undefined) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`;
    const script = hash(/<script>(.*?)<\/script>/s.exec(page)?.[1]);
    const style = hash(/<style>(.*?)<\/style>/s.exec(page)?.[1]);
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${script}`,
      `style-src ${style}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
    expect(page).not.toMatch(/\bhttps?:(?!\/\/www\.w3\.org\/2000\/svg)|url\(|@import|\bsrc=/);
  });

  it('keeps foreign text inert wherever it stands, and gives every character of it to the page', () => {
    const said = { source: 'scorer', by: HOSTILE, label: 2, reason: HOSTILE, at: '2026-01-05T09:00:00.000Z' };
    const response = {
      ...aReviewed(0, { prompt: HOSTILE, response: HOSTILE, unscored: HOSTILE }),
      labels: [{ ...said, probabilities: null, evidence: { [HOSTILE]: HOSTILE } } as const],
    };
    const reading = aReading({
      model: HOSTILE,
      labels: { Safety: [1, 1, 1] },
      run: { subset: HOSTILE, invalid: { because: HOSTILE, by: 'ann', at: new Date(0) } },
    });
    const scorecard = composeScorecard(reading, HEADLINE);
    const page = aReport([response as ReturnType<typeof aReviewed>], 'en', { reading, scorecard });
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(markupOf(page)).not.toMatch(/<img|onerror=alert\(2\)>|[\u2028\u2029\u202e]|<!--/);
    expect(markupOf(page)).toContain('[U+202E]');
    expect(dataOf(page).responses[0]).toMatchObject({
      prompt: HOSTILE,
      response: HOSTILE,
      unscored: HOSTILE,
    });
    expect(JSON.parse(dataOf(page).responses[0]?.history[0]?.evidence ?? '')).toEqual({ [HOSTILE]: HOSTILE });
  });

  it('carries any text there and back without ending its script element', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = aReport([aReviewed(0, { prompt: text, response: text })]);
        expect(page.match(/<\/script>/g)).toHaveLength(2);
        const [response] = dataOf(page).responses;
        expect(response?.response).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('names nobody: neither who asked nor who adjudicated, and voters are pseudonyms', () => {
    const decided = aVoted(0);
    const by = { source: 'adjudicator', by: 'recording:boss', label: 1, reason: 'it agrees' } as const;
    const labels = [...decided.labels, { ...by, probabilities: null, evidence: null, at: decided.row.at }];
    const page = aReport([{ ...decided, labels }], 'en', {
      reading: aReading({
        labels: { Fairness: [1, 0, 0] },
        run: { requestedBy: { platform: 'shell', id: 'ada-1', name: 'Ada L.' } },
      }),
    });
    expect(page).not.toMatch(/boss|Ada L|ada-1|recording|Asked for by/);
    expect(dataOf(page).responses[0]?.history.at(-1)).toMatchObject({ by: null, reason: 'it agrees' });
    expect(dataOf(page).responses[0]?.votes[0]?.voter).toMatch(/^voter-/);
  });

  it('says nothing of a response whose audit is open, and shows a borderline ballot that is', () => {
    const open = { state: 'open', label: null, closedAt: null } as const;
    const [audit, borderline] = dataOf(
      aReport([
        aVoted(0, { ...open, reason: 'audit' }, null),
        aVoted(1, { ...open, reason: 'borderline' }, null),
      ]),
    ).responses;
    expect(audit).toMatchObject({ blind: true, scorer: null, people: null, probabilities: null });
    expect(audit).toMatchObject({ history: [], votes: [], unscored: null });
    expect(borderline).toMatchObject({ blind: false, scorer: 3 });
    expect(borderline?.votes).toHaveLength(3);
  });

  it('is written while it is read: what was taken is out before more is asked for', () => {
    let taken = 0;
    const many = function* () {
      for (; taken < 3_000; taken += 1) yield aReviewed(taken);
    };
    const reading = aReading({ labels: { Safety: [1, 1, 1] } });
    const parts = reportPage({
      ...{ reading, scorecard: composeScorecard(reading, HEADLINE), charts: [], locale: 'en' },
      ...{ responses: many(), assets: { script: '', style: '' }, at: new Date(0) },
    });
    parts.next();
    expect(taken).toBeLessThan(200);
    let longest = 0;
    for (const part of parts) longest = Math.max(longest, part.length);
    expect(taken).toBe(3_000);
    expect(longest).toBeLessThan(100_000);
  });

  it('shows the rates of the scorecard, and leads from each sub-component to its responses', () => {
    const page = aReport(aMixture(60), 'zh-CN');
    expect(page).toContain('<html lang="zh-CN">');
    expect(markupOf(page)).toContain('<a href="#dimension=Data%20protection">数据保护</a>');
    expect(markupOf(page)).toContain('<option value="Toxic language">毒性语言</option>');
    expect(markupOf(page)).toContain('<th scope="row" class="left"><strong>总体</strong></th>');
  });

  it('has a script and a style that cannot end their elements', () => {
    const page = aReport([]);
    for (const [, , text = ''] of page.matchAll(/<(style|script)>(.*?)<\/\1>/gs))
      expect(text).not.toContain('</');
    expect(dataOf(page).responses).toEqual([]);
  });
});
