import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded before a program that is measured: writes what the process took when it ends.
if (isMainThread) {
  const rss = [];
  setInterval(() => rss.push(process.memoryUsage.rss()), 250).unref();
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(
      process.env.USAGE_REPORT,
      JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, mostRssBytes: maxRSS * 1024, rss }),
    );
  });
}
