import type { Picture } from '../../src/pictures/picture.ts';

/** What a drawing thread is started with: one picture, and where the fonts lie. */
export interface DrawingRequest {
  readonly picture: Picture;
  readonly format: 'svg' | 'png';
  readonly fonts: string;
}

/** Errors cross as sentences: an error object may hold what cannot be cloned. */
export type DrawingReply =
  | { readonly kind: 'drawn'; readonly drawn: string | Uint8Array }
  | { readonly kind: 'failed'; readonly message: string };
