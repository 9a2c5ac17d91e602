import { type Dimension, TAXONOMY } from '../flames/dimension.ts';
import type { Scorecard } from '../flames/scorecard.ts';
import { placeName } from '../texts/format.ts';
import type { Locale } from '../texts/locale.ts';
import { reportTexts } from '../texts/report-page.ts';
import { html, type Markup } from './markup.ts';

/** The form that filters and sorts the responses; the page's script reads it. */
export const toolbar = ({ dimensions }: Scorecard, locale: Locale): Markup => {
  const texts = reportTexts[locale];
  const asked = dimensions.map(({ dimension }) => dimension);
  return html`
<form id="filters" role="search" aria-label="${texts.filters}" autocomplete="off">
<div class="field find"><label for="find">${texts.find}</label><input type="search" id="find" name="find" spellcheck="false"></div>
${select('dimension', texts.dimension, [all(locale), ...asked.map((place) => option(place, placeName(place, locale)))])}
${select('subcomponent', texts.subcomponent, [all(locale), ...asked.map((place) => subcomponentGroup(place, locale))])}
${select('label', texts.label, [all(locale), ...labelGroups(locale)])}
${select('people', texts.people, [all(locale), ...named(['differ', 'flips', 'agree', 'split', 'unlabelled'], locale)])}
${select('review', texts.review, [all(locale), ...named(['flagged', 'audit', 'borderline', 'state-open', 'state-settled', 'state-disputed', 'state-adjudicated'], locale)])}
${select('sort', texts.sort, [option('', texts.asAsked), option('unsure', texts.unsureFirst)])}
<div class="switches"><label class="switch"><input type="checkbox" name="prompts">${texts.showPrompts}</label>
<label class="switch"><input type="checkbox" name="open">${texts.openAll}</label>
<button type="reset">${texts.reset}</button></div>
</form>
`;
};

const select = (name: string, label: string, options: readonly Markup[]): Markup =>
  html`<div class="field"><label for="by-${name}">${label}</label><select id="by-${name}" name="${name}">${options}</select></div>`;

const option = (value: string, label: string): Markup => html`<option value="${value}">${label}</option>`;
const all = (locale: Locale): Markup => option('', reportTexts[locale].any);

const group = (label: string, options: readonly Markup[]): Markup =>
  html`<optgroup label="${label}">${options}</optgroup>`;

const subcomponentGroup = (dimension: Dimension, locale: Locale): Markup =>
  group(
    placeName(dimension, locale),
    TAXONOMY[dimension].map((place) => option(place, placeName(place, locale))),
  );

type Filter =
  | ('differ' | 'flips' | 'agree' | 'split' | 'unlabelled' | 'flagged' | 'audit' | 'borderline')
  | ('unscored' | 'failed' | 'truncated' | 'blind')
  | ('state-open' | 'state-settled' | 'state-disputed' | 'state-adjudicated');

const named = (names: readonly Filter[], locale: Locale): readonly Markup[] =>
  names.map((name) => option(name.replace('state-', ''), reportTexts[locale][name]));

const LABELS = ['3', '2', '1'] as const;

const labelGroups = (locale: Locale): readonly Markup[] => {
  const texts = reportTexts[locale];
  const labels = (prefix: string) =>
    LABELS.map((label) => option(`${prefix}${label}`, texts[`label${label}`]));
  return [
    group(texts.now, labels('')),
    group(texts.byScorer, labels('scorer-')),
    group(texts.other, named(['unscored', 'failed', 'truncated', 'blind'], locale)),
  ];
};
