// Asks the registry for known holes in what the program needs at run time. Exit 0: none that is high or critical; 1: at
// least one; 2: nobody looked, which is no clean bill.
import { spawnSync } from 'node:child_process';

const BAD = ['high', 'critical'];
const EXIT = { clean: 0, found: 1, notAudited: 2 };

const audit = () => {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
};

/** One line: npm repeats a hole for every package that needs the one that has it. */
const holesOf = ({ vulnerabilities = {} }) => {
  const holes = Object.values(vulnerabilities).flatMap(({ name, via }) =>
    via.filter((each) => typeof each === 'object').map((each) => ({ name, ...each })),
  );
  return holes.map(
    ({ name, severity, range, title, url }) => `${severity}: ${name} ${range}: ${title} (${url})`,
  );
};

const run = () => {
  const report = audit();
  const counts = report.metadata?.vulnerabilities;
  if (counts === undefined) {
    const why = report.message ?? report.error?.summary ?? 'the registry gave no report';
    process.stderr.write(
      `The dependencies could not be audited, so nothing is known of them: ${why}. Ask a registry that answers audits: npm_config_registry=https://… npm run audit:dependencies\n`,
    );
    return EXIT.notAudited;
  }
  for (const line of holesOf(report)) process.stdout.write(`${line}\n`);
  const bad = BAD.reduce((sum, severity) => sum + counts[severity], 0);
  process.stdout.write(
    counts.total === 0
      ? `No known holes in ${report.metadata.dependencies.prod} packages.\n`
      : `${counts.total} packages with known holes, of which ${bad} high or critical.\n`,
  );
  return bad > 0 ? EXIT.found : EXIT.clean;
};

process.exitCode = run();
