import type { Locale } from '../texts/locale.ts';
import type { Card, FileRef } from './card.ts';

/** A stored picture and what it says to whoever cannot see it. */
export interface ShownPicture {
  readonly file: FileRef;
  readonly alt: string;
}

/** Pictures alone: each says for itself what it is. */
export const pictureCard = (pictures: readonly ShownPicture[], locale: Locale): Card => ({
  kind: 'list',
  locale,
  title: [],
  blocks: pictures.map(({ file, alt }) => ({ kind: 'file', file, alt, picture: true })),
});
