// Asks the registry for known holes in what the program needs at run time. A registry that has no such service (405) is
// no clean bill: exit 2 says that nobody looked, 1 that something was found, 0 that nothing was.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};
const report = parse(stdout);
const found = report.metadata?.vulnerabilities;
if (found === undefined) {
  process.stderr.write(`Not audited: ${report.message ?? 'the registry gave no report'}\n`);
  process.exitCode = 2;
} else {
  for (const [name, { severity, range }] of Object.entries(report.vulnerabilities ?? {}))
    process.stdout.write(`${severity}: ${name} ${range}\n`);
  process.stdout.write(`${found.total} known, of which ${found.high + found.critical} high or critical\n`);
  process.exitCode = found.high + found.critical > 0 ? 1 : 0;
}
