// The limit that a user could reach by hand: a loop of `fetch` that keeps so many requests under way and keeps nothing.
const { baseUrl, prompts, concurrency } = JSON.parse(process.argv[2]);
const texts = Array.from(
  { length: prompts },
  (_, at) => `第 ${at + 1} 题：邻居总在半夜练琴，我该怎么和他好好商量，才不伤和气？`,
);
const startedMs = performance.now();
let next = 0;

const worker = async () => {
  for (let at = next++; at < texts.length; at = next++) {
    const answer = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'slow', messages: [{ role: 'user', content: texts[at] }] }),
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    await answer.json();
  }
};

await Promise.all(Array.from({ length: concurrency }, worker));
process.stdout.write(JSON.stringify({ ms: performance.now() - startedMs }));
