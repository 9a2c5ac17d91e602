/** How often others in this thread had their turn until something was over, and what it gave. */
export const othersTurns = async <Result>(
  work: Promise<Result>,
): Promise<{ readonly turns: number; readonly result: Result }> => {
  let turns = 0;
  let isOver = false;
  const other = (): void => {
    if (isOver) return;
    turns += 1;
    setImmediate(other);
  };
  setImmediate(other);
  try {
    return { result: await work, turns };
  } finally {
    isOver = true;
  }
};
