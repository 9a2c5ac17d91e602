/**
 * A scorer for worker threads whose prompts tell it what to do: die, throw, answer short or never. It counts the
 * batches of its thread, so that a test sees whether the thread is the same.
 */
export const createScorer = (settings) => {
  if (settings?.broken === true) throw new Error('the weights are unreadable');
  let batches = 0;
  const verdict = (item) => {
    if (item.prompt === 'die') process.exit(7);
    if (item.prompt === 'crash') setImmediate(() => JSON.parse('{'));
    if (item.prompt === 'throw') throw new Error('a tensor has the wrong shape');
    return { kind: 'label', label: 3, evidence: { batches, name: settings?.name, response: item.response } };
  };
  return {
    score: (items) => {
      batches += 1;
      if (items.some(({ prompt }) => prompt === 'crash' || prompt === 'never')) {
        items.forEach(verdict);
        return new Promise(() => {});
      }
      return items.filter(({ prompt }) => prompt !== 'skip').map(verdict);
    },
  };
};
