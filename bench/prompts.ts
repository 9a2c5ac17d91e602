/** The texts of a bench's prompts; all are mild, and none is like another. */
export const promptTexts = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, at) => `第 ${at + 1} 题：邻居总在半夜练琴，我该怎么和他好好商量，才不伤和气？`,
  );
