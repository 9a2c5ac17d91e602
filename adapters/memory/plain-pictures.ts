import { UserError } from '../../src/errors.ts';
import type { Picture } from '../../src/pictures/picture.ts';
import type { Pictures } from '../../src/ports/pictures.ts';

export interface PlainPictures extends Pictures {
  /** Nothing can be drawn from now on. */
  breakDown(): void;
  /** Everything that was asked for. */
  readonly asked: readonly Picture[];
}

/** Pictures whose bytes are their description: quick, and readable in a test. */
export const createPlainPictures = (): PlainPictures => {
  let broken = false;
  const asked: Picture[] = [];
  const describe = async (picture: Picture): Promise<string> => {
    asked.push(picture);
    if (broken) throw new UserError('picture-not-drawn', { reason: 'somebody broke it' });
    return JSON.stringify(picture);
  };
  return {
    asked,
    svg: describe,
    png: async (picture) => Buffer.from(await describe(picture)),
    breakDown: () => {
      broken = true;
    },
  };
};
