const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]);

export const dataUrl = (mediaType, bytes) =>
  `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
