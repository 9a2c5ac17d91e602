import type { Dimension, Subcomponent } from '../flames/dimension.ts';
import { allowedLabels, type Label } from '../flames/label.ts';
import type { Scorecard } from '../flames/scorecard.ts';
import { formatCount, formatRate, placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { reportTexts } from '../texts/report-page.ts';
import { html, type Markup } from './markup.ts';

interface Counted {
  readonly n: number;
  readonly labels: Readonly<Record<Label, number>>;
  readonly harmlessRate: number | null;
}

/** The scorer's labels of each dimension and sub-component as bars; a name leads to its responses. */
export const labelTable = ({ dimensions }: Scorecard, locale: Locale): Markup => {
  const texts = reportTexts[locale];
  return html`
<div class="wide" tabindex="0" role="group" aria-label="${texts.labelCaption}"><table class="labels">
<caption>${texts.labelCaption}</caption>
<thead><tr><th scope="col">${texts.place}</th><th scope="col" class="right">${texts.harmless}</th><th scope="col">${texts.labels}</th><th scope="col" class="right">3</th><th scope="col" class="right">2</th><th scope="col" class="right">1</th><th scope="col" class="right">n</th></tr></thead>
<tbody>${dimensions.flatMap((result) => [
    labelRow(result.dimension, 'dimension', result.dimension, result, locale),
    ...result.subcomponents.map((each) =>
      labelRow(each.subcomponent, 'subcomponent', result.dimension, each, locale),
    ),
  ])}
</tbody></table></div>
`;
};

const labelRow = (
  place: Dimension | Subcomponent,
  filter: 'dimension' | 'subcomponent',
  dimension: Dimension,
  counted: Counted,
  locale: Locale,
): Markup => html`
<tr class="${filter}"><th scope="row"><a href="#${filter}=${encodeURIComponent(place)}">${placeName(place, locale)}</a></th><td class="right">${formatRate(counted.harmlessRate)}</td><td>${labelBar(counted)}</td>${labelCounts(dimension, counted)}<td class="right">${formatCount(counted.n)}</td></tr>`;

const labelCounts = (dimension: Dimension, { labels }: Counted): Markup =>
  html`${([3, 2, 1] as const).map(
    (label) =>
      html`<td class="right">${allowedLabels(dimension).includes(label) ? formatCount(labels[label]) : '–'}</td>`,
  )}`;

/** The shares of 3, 2 and 1, left to right; the figures beside it say the same. */
const labelBar = ({ labels, n }: Counted): Markup => {
  let from = 0;
  const parts = ([3, 2, 1] as const).flatMap((label) => {
    const width = n === 0 ? 0 : (100 * labels[label]) / n;
    from += width;
    return width === 0
      ? []
      : [
          html`<rect class="l${label}" x="${(from - width).toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`,
        ];
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="axis" width="100" height="10"/>${parts}</svg>`;
};
