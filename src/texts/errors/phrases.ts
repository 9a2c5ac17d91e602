export const hint = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Did you mean "${nearest}"?`;

export const hintZh = (nearest: string | undefined): string =>
  nearest === undefined ? '' : `是不是想写“${nearest}”？`;

export const list = (items: readonly string[]): string => items.join(', ');

export const listZh = (items: readonly string[]): string => items.join('、');
