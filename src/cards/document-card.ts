import type { Locale } from '../texts/locale.ts';
import { asForeign, type Card, type FileRef } from './card.ts';

/** A file to take away. */
export const documentCard = (file: FileRef, locale: Locale): Card => ({
  kind: 'receipt',
  locale,
  title: [asForeign(file.name)],
  blocks: [{ kind: 'file', file, alt: file.name, picture: false }],
});
