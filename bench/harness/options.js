import { CONTENDERS } from '../contenders/index.js';

/* What is measured how long, and how that is said on the command line. */

const PARTS = ['verify', 'events', 'stored', 'memory'];

const HELP = `npm run bench -- [options]

  --only PART,…        of ${PARTS.join(', ')}: a part of it all
  --contenders NAME,…  of ${CONTENDERS.map(({ name }) => name).join(', ')}
  --rounds N           how often each thing is measured, for the median (3)
  --seconds N          how long one measurement of verify takes (3)
  --connections N,…    that verify is measured over (1,16,64,256)
  --stored N,…         events that lie in the ledger for \`stored\` (100000,1000000,10000000)
  --quick              minutes instead of twenty: two short rounds, little stored
  --out FILE           where the page goes (a whole run: bench/RESULTS.md; any other is printed only)
  --profile NAME       writes a processor profile of a contender to dist/bench
`;

const QUICK = { rounds: 2, seconds: 2, stored: [100_000, 1_000_000] };

/** Events sent in one measurement, by batch size, and over how many connections. */
const BATCHES = [
  { size: 1, total: 10_000, lanes: 64 },
  { size: 100, total: 60_000, lanes: 16 },
  { size: 1_000, total: 120_000, lanes: 4 },
  { size: 10_000, total: 200_000, lanes: 2 },
];

/** @param {string[]} args */
export function parseOptions(args) {
  const options = { rounds: 3, seconds: 3, connections: [1, 16, 64, 256], quick: false, isWhole: true };
  Object.assign(options, { stored: [100_000, 1_000_000, 10_000_000], customers: 100, batches: BATCHES });
  Object.assign(options, { parts: PARTS, contenders: CONTENDERS });
  const given = [...args];
  while (given.length > 0) {
    const name = given.shift();
    if (name === '--help') stop(HELP, 0);
    if (name !== '--out' && name !== '--profile') options.isWhole = false;
    if (name === '--quick') Object.assign(options, QUICK, { quick: true });
    else if (given.length === 0) stop(`${name}: no such option, or its value is missing.\n\n${HELP}`);
    else Object.assign(options, settingOf(name, given.shift()));
  }
  return options;
}

function settingOf(name, text) {
  switch (name) {
    case '--only':
      return { parts: chosen(text, PARTS, (part) => part) };
    case '--contenders':
      return { contenders: chosen(text, CONTENDERS, (contender) => contender.name) };
    case '--connections':
    case '--stored':
      return { [name.slice(2)]: text.split(',').map((one) => wholeNumber(name, one)) };
    case '--rounds':
    case '--seconds':
      return { [name.slice(2)]: wholeNumber(name, text) };
    case '--out':
    case '--profile':
      return { [name.slice(2)]: text };
    default:
      return stop(`There is no option ${name}.\n\n${HELP}`);
  }
}

function chosen(text, all, nameOf) {
  const names = text.split(',');
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined) stop(`There is no "${unknown}".\n\n${HELP}`);
  return all.filter((one) => names.includes(nameOf(one)));
}

function wholeNumber(name, text) {
  if (!/^[1-9]\d{0,8}$/.test(text)) stop(`${name} takes whole numbers.`);
  return Number(text);
}

function stop(message, code = 1) {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${message}\n`);
  process.exit(code);
}
