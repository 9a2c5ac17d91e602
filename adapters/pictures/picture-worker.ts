import type { Picture } from '../../src/pictures/picture.ts';
import { answerJob } from '../threads/one-job.ts';

/** What a drawing thread is started with: one picture, and where the fonts lie. */
export interface Drawing {
  readonly picture: Picture;
  readonly format: 'svg' | 'png';
  readonly fonts: string;
}

await answerJob(async ({ picture, format, fonts }: Drawing) => {
  if (format === 'svg') return (await import('./draw-svg.ts')).drawSvg(picture);
  return (await import('./draw-png.ts')).drawPng(picture, fonts);
});
