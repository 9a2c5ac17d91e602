import type { PageData, PageResponse } from '../src/report/page-data.ts';
import { askedBy, hashOf } from './address.ts';
import { chosen } from './chosen.ts';
import { byId, filled } from './elements.ts';
import { FILTERS, type Filter, filtered, NO_FILTER } from './filter.ts';
import { shownResponse } from './show-response.ts';

const PAGE_SIZE = 50;

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
const { words, responses } = data;
const form = byId('filters', HTMLFormElement);
const list = byId('list', HTMLOListElement);
const found = byId('found', HTMLElement);
const asked = byId('asked', HTMLElement);
const pageText = byId('page', HTMLElement);
const earlier = byId('earlier', HTMLButtonElement);
const later = byId('later', HTMLButtonElement);

const figures = new Intl.NumberFormat(data.locale);
let matching: readonly PageResponse[] = responses;
let page = 0;
const opened = new Set<number>();

const control = (name: string): HTMLInputElement | HTMLSelectElement =>
  form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
const isOn = (name: string): boolean => (control(name) as HTMLInputElement).checked;

const readFilter = (): Filter =>
  Object.fromEntries(FILTERS.map((name) => [name, control(name).value])) as unknown as Filter;
const writeFilter = (filter: Filter): void => {
  for (const name of FILTERS) {
    const field = control(name);
    field.value = filter[name];
    if (field.value !== filter[name]) field.value = '';
  }
};

const draw = (responsesShown: readonly PageResponse[]): void => {
  const shown = { prompts: isOn('prompts'), all: isOn('open'), opened };
  list.replaceChildren(...responsesShown.map((response) => shownResponse(response, data, shown)));
};

const pageCount = (): number => Math.max(1, Math.ceil(matching.length / PAGE_SIZE));

/** The part of what matches that starts at `from`. */
const show = (from: number, count: number): void => {
  const shown = matching.slice(from, from + count);
  draw(shown);
  found.textContent = filled(shown.length === 0 ? words.none : words.shown, {
    from: figures.format(from + 1),
    to: figures.format(from + shown.length),
    found: figures.format(matching.length),
    all: figures.format(responses.length),
  });
};

const showPage = (): void => {
  show(page * PAGE_SIZE, PAGE_SIZE);
  pageText.textContent = filled(words.page, {
    page: figures.format(page + 1),
    pages: figures.format(pageCount()),
  });
  earlier.disabled = page === 0;
  later.disabled = page + 1 >= pageCount();
};

const search = (): void => {
  matching = filtered(responses, readFilter());
  asked.textContent = chosen(FILTERS.map(control));
  page = 0;
  showPage();
};

const turn = (by: number): void => {
  page = Math.min(Math.max(page + by, 0), pageCount() - 1);
  showPage();
  byId('responses', HTMLElement).focus();
};

const showResponse = (id: number): void => {
  if (!matching.some((response) => response.id === id)) {
    writeFilter(NO_FILTER);
    search();
  }
  const at = matching.findIndex((response) => response.id === id);
  if (at < 0) {
    found.textContent = filled(words.gone, { id: String(id) });
    return;
  }
  page = Math.floor(at / PAGE_SIZE);
  showPage();
  const entry = byId(`response-${id}`, HTMLElement);
  entry.classList.add('wanted');
  entry.scrollIntoView({ block: 'center' });
  entry.focus({ preventScroll: true });
};

const followAddress = (): void => {
  const asked = askedBy(location.hash);
  if (asked.kind === 'response') showResponse(asked.id);
  if (asked.kind !== 'filter') return;
  writeFilter(asked.filter);
  search();
  byId('responses', HTMLElement).scrollIntoView();
};

/** A sub-component has one dimension: the later choice of the two holds. */
const dropOther = ({ target }: Event): void => {
  if (target === control('dimension')) control('subcomponent').value = '';
  if (target === control('subcomponent')) control('dimension').value = '';
};

const keepAddress = (): void => history.replaceState(null, '', hashOf(readFilter()));

form.addEventListener('input', (event) => {
  dropOther(event);
  if (event.target === control('open')) opened.clear();
  search();
});
form.addEventListener('change', keepAddress);
form.addEventListener('submit', (event) => event.preventDefault());
// the fields are empty only after the event
form.addEventListener('reset', () =>
  setTimeout(() => {
    keepAddress();
    search();
  }),
);
earlier.addEventListener('click', () => turn(-1));
later.addEventListener('click', () => turn(1));
addEventListener('hashchange', followAddress);
// paper has no next page
addEventListener('beforeprint', () => show(0, matching.length));
addEventListener('afterprint', showPage);

search();
followAddress();
