import { UserError } from '../../src/errors.ts';
import type { Picture } from '../../src/pictures/picture.ts';
import type { Pictures } from '../../src/ports/pictures.ts';

export interface PlainPictures extends Pictures {
  /** Nothing can be drawn from now on. */
  breakDown(): void;
}

/** Pictures whose bytes are their description: quick, and readable in a test. */
export const createPlainPictures = (): PlainPictures => {
  let broken = false;
  const describe = async (picture: Picture): Promise<string> => {
    if (broken) throw new UserError('picture-not-drawn', { reason: 'somebody broke it' });
    return JSON.stringify(picture);
  };
  return {
    svg: describe,
    png: async (picture) => Buffer.from(await describe(picture)),
    breakDown: () => {
      broken = true;
    },
  };
};
