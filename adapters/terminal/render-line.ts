import { asForeign, type Line, type Span } from '../../src/cards/card.ts';
import { neutralise } from './neutralise.ts';
import { type Piece, piece, type Style } from './paint.ts';

/** Our own words need no controls either: whatever slipped into them is inert as well. */
export const ownText = (text: string): string => neutralise(asForeign(text));

/** A moment as `2024-05-01 09:00`, in the reader's time zone (the system's when none is given). */
const formatMoment = (at: string, timeZone: string | undefined): string => {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return ownText(at);
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
};

const renderSpan = (span: Span, style: Style, timeZone: string | undefined): Piece => {
  if (typeof span === 'string') return piece(ownText(span), style);
  switch (span.kind) {
    case 'strong':
      return piece(ownText(span.text), style === 'plain' ? 'strong' : style);
    case 'foreign':
      return piece(neutralise(span), style);
    case 'person':
      return piece(`@${ownText(span.name)}`, style);
    case 'time':
      return piece(formatMoment(span.at, timeZone), style);
  }
};

/** A line of a card as inert pieces, ready to be wrapped and painted. */
export const renderLine = (line: Line, style: Style, timeZone: string | undefined): readonly Piece[] =>
  line.map((span) => renderSpan(span, style, timeZone));
