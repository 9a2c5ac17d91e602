import type { ShownPicture } from '../cards/picture-card.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { Picture } from './picture.ts';

export interface KeepPorts {
  readonly pictures: Pictures;
  readonly attachments: FileStore;
}

/** Draws pictures and keeps them as files. Never rejects: one that cannot be drawn is told to `skipped` and left out. */
export const keepPictures = async (
  pictures: readonly Picture[],
  { pictures: drawing, attachments }: KeepPorts,
  skipped: (reason: string) => void,
): Promise<readonly ShownPicture[]> => {
  const kept: ShownPicture[] = [];
  for (const picture of pictures) {
    try {
      const bytes = await drawing.png(picture);
      const file = attachments.put({ name: `${picture.name}.png`, mediaType: 'image/png', bytes });
      kept.push({ file, alt: picture.alt });
    } catch (error) {
      skipped(error instanceof Error ? error.message : String(error));
    }
  }
  return kept;
};
