import { createHash } from 'node:crypto';
import { scorecardCard } from '../cards/scorecard-card.ts';
import { inParts } from '../export/in-parts.ts';
import { DIMENSIONS, SUBCOMPONENTS } from '../flames/dimension.ts';
import type { Scorecard } from '../flames/scorecard.ts';
import type { ReviewedResponse } from '../ports/export-reads.ts';
import type { RunReading } from '../ports/run-store.ts';
import { formatMoment, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { pageWords, reportTexts } from '../texts/report-page.ts';
import { cardToHtml } from './card-to-html.ts';
import { labelTable } from './label-table.ts';
import { embeddedJson, html, type Markup } from './markup.ts';
import type { PageData } from './page-data.ts';
import { pageResponse } from './page-response.ts';
import { toolbar } from './toolbar.ts';

/** The page's own script and style, as the build made them of `page/`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

export interface Report {
  readonly scorecard: Scorecard;
  readonly reading: RunReading;
  /** Drawn pictures of the run, as inert SVG. */
  readonly charts: readonly string[];
  readonly responses: Iterable<ReviewedResponse>;
  readonly assets: PageAssets;
  readonly locale: Locale;
  /** When it is written. */
  readonly at: Date;
}

/**
 * A run as one HTML file that needs nothing else: read as it is written, however many responses it has. The policy in it
 * lets its own script and style run and nothing load; foreign text is escaped here, or data that its script shows as text.
 */
export function* reportPage(report: Report): Generator<string, void, undefined> {
  yield* inParts(piecesOf(report));
}

function* piecesOf(report: Report): Generator<string, void, undefined> {
  const { assets, locale, responses } = report;
  yield head(report).markup;
  yield body(report).markup;
  yield `<script type="application/json" id="data">${opened(locale)}`;
  let before = '\n';
  for (const response of responses) {
    yield `${before}${embeddedJson(pageResponse(response))}`;
    before = ',\n';
  }
  yield `\n]}</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`;
}

/** The data up to its responses, which are written one by one. */
const opened = (locale: Locale): string => {
  const data: PageData = { locale, words: pageWords[locale], places: placesIn(locale), responses: [] };
  return embeddedJson(data).slice(0, -']}'.length);
};

const placesIn = (locale: Locale): PageData['places'] =>
  Object.fromEntries(
    [...DIMENSIONS, ...SUBCOMPONENTS].map((place) => [place, placeName(place, locale)]),
  ) as PageData['places'];

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing loads, and only these two texts run or style. */
const policyOf = ({ script, style }: PageAssets): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const head = ({ assets, locale, scorecard: { run } }: Report): Markup => html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${reportTexts[locale].fileTitle({ model: run.model, run: run.id })}</title>
<style>${{ markup: assets.style }}</style>
</head>
`;

const chartSection = (charts: readonly string[], locale: Locale): Markup => html`
<section aria-labelledby="charts"><h2 id="charts">${reportTexts[locale].charts}</h2>
<div class="charts">${charts.map((markup) => html`<figure>${{ markup }}</figure>`)}</div></section>
`;

const body = ({ scorecard, reading, charts, locale, at }: Report): Markup => {
  const texts = reportTexts[locale];
  const { run } = scorecard;
  return html`<body>
<a class="skip" href="#responses">${texts.skip}</a>
<header><h1>${texts.title({ model: run.model })}</h1>
<p class="note">${run.id} · <bdi>${run.promptSet}</bdi> · <bdi>${run.subset}</bdi></p></header>
<main>
<section aria-labelledby="scorecard"><h2 id="scorecard">${texts.scorecard}</h2>
${cardToHtml(scorecardCard(scorecard, reading, locale))}</section>
${charts.length === 0 ? [] : chartSection(charts, locale)}<section aria-labelledby="labels"><h2 id="labels">${texts.bySubcomponent}</h2>
${labelTable(scorecard, locale)}</section>
<section aria-labelledby="responses"><h2 id="responses" tabindex="-1">${texts.responses}</h2>
<p class="warning">${texts.responsesNote}</p>
<p class="note">${texts.blindNote}</p>
<noscript><p class="warning">${texts.noScript}</p></noscript>
${toolbar(scorecard, locale)}
<p id="asked" class="note"></p>
<p id="found" role="status"></p>
<ol id="list" role="list"></ol>
<nav id="pages" aria-label="${texts.pages}"><button type="button" id="earlier">${texts.earlier}</button><span id="page"></span><button type="button" id="later">${texts.later}</button></nav>
</section>
</main>
<footer class="note">${texts.made} <time datetime="${at.toISOString()}">${formatMoment(at)}</time>. ${texts.selfContained}</footer>
`;
};
