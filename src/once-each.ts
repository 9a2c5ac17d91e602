/** The same answers, each looked for once; for a span in which they stay the same, such as one read. */
export const onceEach = <Key, Value>(answer: (key: Key) => Value): ((key: Key) => Value) => {
  const found = new Map<Key, Value>();
  return (key) => {
    if (!found.has(key)) found.set(key, answer(key));
    return found.get(key) as Value;
  };
};
