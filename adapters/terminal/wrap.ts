import stringWidth from 'string-width';
import { type Piece, piece } from './paint.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Marks that never open a line in Chinese typesetting. */
const CLOSING = /^[，。、！？；：）】》」』”’…,.!?;:)\]}%]/u;

interface Atom {
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly space: boolean;
}

export const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { text }) => sum + stringWidth(text), 0);

const joinSame = (pieces: readonly Piece[]): Piece[] => {
  const joined: Piece[] = [];
  for (const next of pieces) {
    const last = joined.at(-1);
    if (last?.style === next.style) joined[joined.length - 1] = piece(last.text + next.text, last.style);
    else joined.push(next);
  }
  return joined;
};

/** Intl.Segmenter is quadratic beyond some ten thousand characters: it gets them in parts, cut at spaces where there are any. */
const PARTS = /.{1,2000}(?:\s|$)|.{1,2000}/gsu;

const graphemesOf = (text: string): readonly string[] =>
  (text.match(PARTS) ?? []).flatMap((part) => Array.from(graphemes.segment(part), ({ segment }) => segment));

const clusterWidth = (cluster: string): number => (/^[ -~]$/u.test(cluster) ? 1 : stringWidth(cluster));

const clustersOf = (pieces: readonly Piece[]): Atom[] =>
  pieces.flatMap(({ text, style }) =>
    graphemesOf(text).map((cluster) => ({
      pieces: [piece(cluster, style)],
      width: clusterWidth(cluster),
      space: cluster === ' ',
    })),
  );

/** Words stay whole; wide characters stand alone, with the closing marks that follow them. */
const sticks = (before: Atom, next: Atom): boolean => {
  if (before.space || next.space) return before.space && next.space;
  if (CLOSING.test(next.pieces[0]?.text ?? '')) return true;
  return next.width < 2 && clusterWidth(before.pieces.at(-1)?.text ?? '') < 2;
};

const atomsOf = (pieces: readonly Piece[]): Atom[] => {
  const atoms: { pieces: Piece[]; width: number; space: boolean }[] = [];
  for (const cluster of clustersOf(pieces)) {
    const last = atoms.at(-1);
    if (last === undefined || !sticks(last, cluster)) atoms.push({ ...cluster, pieces: [...cluster.pieces] });
    else {
      last.pieces.push(...cluster.pieces);
      last.width += cluster.width;
    }
  }
  return atoms;
};

/**
 * Breaks a line at `width` columns of display: Latin text at spaces, wide characters anywhere, a word that is too long
 * where it must. No returned line is wider (a single character that is wider than `width` stands alone).
 */
export const wrap = (pieces: readonly Piece[], width: number): readonly (readonly Piece[])[] => {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const breakLine = () => {
    lines.push(line);
    line = [];
    used = 0;
  };
  const put = (atom: Atom) => {
    line.push(...atom.pieces);
    used += atom.width;
  };
  const putHard = (atom: Atom) => {
    for (const cluster of clustersOf(atom.pieces)) {
      if (used > 0 && used + cluster.width > width) breakLine();
      put(cluster);
    }
  };
  for (const atom of atomsOf(pieces)) {
    const fits = used + atom.width <= width;
    if (fits) put(atom);
    else if (atom.space) breakLine();
    else {
      if (used > 0) breakLine();
      putHard(atom);
    }
  }
  if (line.length > 0 || lines.length === 0) lines.push(line);
  return lines.map((pieces) => trimEnd(joinSame(pieces)));
};

const trimEnd = (pieces: readonly Piece[]): readonly Piece[] => {
  const last = pieces.at(-1);
  if (last === undefined || !last.text.endsWith(' ')) return pieces;
  const trimmed = last.text.trimEnd();
  return trimmed === '' ? trimEnd(pieces.slice(0, -1)) : [...pieces.slice(0, -1), piece(trimmed, last.style)];
};
