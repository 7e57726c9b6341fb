// table.mjs - runs the benchmarks, ours and the peer's turn by turn, and prints the table of
// docs/bench.md. Called by script/bench, which has built and installed what is needed.
//   node table.mjs ROUNDS [FILTER]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const data = process.env.ETALON_BENCH; // folder of the logs and of the peer
const build = process.env.ETALON_BUILD;
const rounds = Number(process.argv[2] ?? 5);
const etalon = join(build, 'etalon');
const path = (name) => join(data, name);

// ---- running -------------------------------------------------------------------------------

function run(program, args) {
  const done = spawnSync(program, args.map(String), { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}\n${done.stderr}`);
  return done.stdout;
}

// "name number" lines to an object
const numbers = (text) =>
  Object.fromEntries(
    text.trim().split('\n').map((line) => line.split(' ')).map(([k, v]) => [k, Number(v) || v]),
  );

const program = (name, ...args) => numbers(run(join(build, 'bench', `bench_${name}`), args));
const peer = (...args) => numbers(run(process.execPath, [join(here, 'duckdb.mjs'), ...args]));

// Wall and CPU seconds of a whole command; `times` of the shell tells what its children used.
function command(...args) {
  const from = process.hrtime.bigint();
  const out = run('/bin/sh', ['-c', '"$@" >/dev/null; times', 'sh', ...args]);
  const wall = Number(process.hrtime.bigint() - from) / 1e9;
  const parts = out.trim().split('\n')[1].match(/(\d+)m([\d.]+)s (\d+)m([\d.]+)s/).slice(1);
  const [um, us, sm, ss] = parts.map(Number);
  return { run_wall_s: wall, run_cpu_s: 60 * (um + sm) + us + ss };
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const medians = (list, key) => median(list.map((x) => x[key]));
// Wall time is told as the quickest round, for what other work on the machine adds is not ours;
// CPU time, which suffers less, as the median.
const quickest = (list, key) => Math.min(...list.map((x) => x[key]));
const cost = (list, name) =>
  [quickest(list, list[0][`${name}_least_s`] ? `${name}_least_s` : `${name}_wall_s`), medians(list, `${name}_cpu_s`)];

// ---- printing ------------------------------------------------------------------------------

const table = [];
const s = (x) => (x >= 1 ? `${x.toFixed(2)} s` : `${(1000 * x).toFixed(x < 0.1 ? 1 : 0)} ms`);
const both = (wall, cpu) => `${s(wall)} (${s(cpu)} cpu)`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
const times = (x) => `${x.toFixed(1)}×`;

// `reached`: true, false, or null for a figure without a target
function row(job, ours, theirs, target, reached) {
  table.push([job, ours, theirs, target, reached === null ? '' : reached ? 'reached' : '**missed**']);
  console.error(`  ${job}: ${ours} | ${theirs} | ${target} ${table.at(-1)[4]}`);
}

function same(ours, theirs) {
  for (const key of ['deals', 'edges', 'steps', 'variants', 'most_deals'])
    if (ours[key] !== theirs[key])
      throw new Error(`not the same answer: ${key} ${ours[key]} here, ${theirs[key]} there`);
  for (const key of ['mean_duration_s', 'mean_wait_s'])
    if (Math.abs(ours[key] / theirs[key] - 1) > 1e-6)
      throw new Error(`not the same answer: ${key} ${ours[key]} here, ${theirs[key]} there`);
}

// ---- the jobs ------------------------------------------------------------------------------

function make(name, ...args) {
  if (!existsSync(path(name))) run(etalon, ['simulate', ...args, '-o', path(name)]);
}

function csvChain() {
  const ours = [], theirs = [];
  make('log.csv', '--events', 10000000);
  for (let i = 0; i < rounds; i++) {
    ours.push(program('log', 'chain', path('log.csv')));
    theirs.push(peer('chain', path('log.csv'), 2));
    same(ours[i], theirs[i]);
  }
  const us = ours[0], bytes = statSync(path('log.csv')).size;
  const [wall, cpu] = cost(ours, 'chain');
  const [wallDb, cpuDb] = cost(theirs, 'chain');
  const peak = Math.max(...ours.map((x) => x.peak_bytes));
  peerVersion = theirs[0].version;
  answers = `${us.events.toLocaleString('en')} events, ${us.deals.toLocaleString('en')} deals, ` +
    `${us.edges} edges, ${us.variants.toLocaleString('en')} variants, ` +
    `mean duration ${us.mean_duration_s.toFixed(1)} s`;
  row(`CSV of ${mb(bytes)} → import, map, variants, durations`, both(wall, cpu), both(wallDb, cpuDb),
    `5× faster: is ${times(wallDb / wall)} (${times(cpuDb / cpu)} cpu)`, wallDb / wall >= 5);
  row('… most memory', mb(peak), mb(medians(theirs, 'peak_bytes')), 'under 700 MB', peak < 700e6);
  row('… bytes per event kept', `${us.event_bytes}`, '', 'at most 24', us.event_bytes <= 24);
}

function loadedHistory() {
  const ours = [], theirs = [];
  make('log.csv', '--events', 10000000);
  for (let i = 0; i < Math.max(2, rounds >> 1); i++) {
    ours.push(program('log', 'loaded', path('log.csv'), 15));
    theirs.push(peer('loaded', path('log.csv'), 2, 7));
    same(ours[i], theirs[i]);
  }
  const [wall, cpu] = cost(ours, 'questions');
  const [wallDb, cpuDb] = cost(theirs, 'questions');
  const [pass, passCpu] = cost(ours, 'pass');
  row('the same questions, log loaded, warm', both(wall, cpu), both(wallDb, cpuDb),
    `10× faster: is ${times(wallDb / wall)} (${times(cpuDb / cpu)} cpu)`, wallDb / wall >= 10);
  row('… beside one pass over the columns', both(wall, cpu), `${both(pass, passCpu)}, the pass`,
    `within 3×: is ${times(wall / pass)} (${times(cpu / passCpu)} cpu)`, wall / pass <= 3);
}

function xes() {
  make('small.csv', '--events', 1100000);
  if (!existsSync(path('small.xes.gz')))
    program('xes', 'make', path('small.csv'), path('small.xes'), path('small.xes.gz'));
  const plain = [], packed = [], inflate = [];
  for (let i = 0; i < rounds; i++) {
    plain.push(program('xes', 'read', path('small.xes'), 3));
    packed.push(program('xes', 'read', path('small.xes.gz'), 3));
    inflate.push(program('xes', 'inflate', path('small.xes.gz'), 3));
  }
  const bytes = plain[0].text_bytes;
  if (bytes !== packed[0].text_bytes || plain[0].events !== packed[0].events)
    throw new Error('the XES and the .gz do not hold the same');
  const [wall, cpu] = cost(plain, 'read');
  const [wallGz, cpuGz] = cost(packed, 'read');
  const [alone, aloneCpu] = cost(inflate, 'inflate');
  const speed = bytes / wall / 1e6;
  row(`XES of ${mb(bytes)} → history`, both(wall, cpu), '',
    `700 MB/s: is ${speed.toFixed(0)} (${(bytes / cpu / 1e6).toFixed(0)} per cpu second)`, speed >= 700);
  row(`… the same as .gz of ${mb(inflate[0].packed_bytes)}`, both(wallGz, cpuGz),
    `${both(alone, aloneCpu)}, inflate alone`,
    `bound by inflate (within 1.25×): is ${times(wallGz / alone)}`, wallGz / alone <= 1.25);
}

function distance() {
  make('small.csv', '--events', 1100000);
  const d = program('distance', path('small.csv'), join(here, 'sales.yaml'), 5 * rounds);
  row(`exact distance of ${d.deals.toLocaleString('en')} deals (${d.variants.toLocaleString('en')} ` +
    `variants) to a standard of ${d.states} states, one core`, both(d.distance_least_s, d.distance_cpu_s),
  '', 'at most 60 ms', d.distance_least_s <= 0.06);
}

function judge() {
  const j = program('judge', join(here, 'twelve.yaml'), 1000000, 2 * rounds + 1);
  const rate = j.single_acts / j.single_least_s / 1e6;
  row(`judge: 1,000,000 deals (${(j.acts / 1e6).toFixed(1)} M acts) replayed against ` +
    `${j.milestones} milestones`, both(j.replay_least_s, j.replay_cpu_s), '', 'under 150 ms',
  j.replay_least_s < 0.15);
  row('judge: single acts, one core', `${rate.toFixed(1)} M/s`, '', 'at least 1 M/s', rate >= 1);
}

function practices() {
  const p = program('practices', 100000, 2 * rounds + 1);
  row(`practices: ${p.tested} things asked of ${p.deals.toLocaleString('en')} deals open at day 14 ` +
    `(${p.events.toLocaleString('en')} events, ${p.open.toLocaleString('en')} too young to tell), one core`,
  both(p.practices_least_s, p.practices_cpu_s), '', 'at most 2 s', p.practices_least_s <= 2);
}

function assess() {
  const folder = path('crm');
  if (!existsSync(folder))
    run(etalon, ['simulate', '--kind', 'informal', '--deals', 10000, '--seed', 7, '--shape',
      'salesforce', '-o', folder]);
  const runs = (files) => Array.from({ length: 3 * rounds }, () =>
    command(etalon, 'assess', ...files.map((f) => join(folder, f))));
  const size = (files) => mb(files.reduce((n, f) => n + statSync(join(folder, f)).size, 0));
  const one = ['deals.csv'], three = ['deals.csv', 'OpportunityHistory.csv', 'User.csv'];
  for (const files of [one, three]) {
    const [wall, cpu] = cost(runs(files), 'run');
    row(`etalon assess: 10,000 deals, ${files.join(' + ')} (${size(files)})`, both(wall, cpu), '',
      'under 150 ms', wall < 0.15);
  }
}

function assessLog() {
  make('log.csv', '--events', 10000000);
  const all = Array.from({ length: rounds }, () => command(etalon, 'assess', path('log.csv')));
  row('etalon assess of the 10 M events, all of it', both(...cost(all, 'run')),
    '', '', null);
}

function owner(file) {
  for (const name of [file, `/usr${file}`, file.replace(/^\/usr/, '')]) {
    const found = spawnSync('dpkg-query', ['-S', name], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.split(':')[0];
  }
  return null;
}

function binary() {
  const bare = path('etalon-stripped');
  run('strip', ['-o', bare, etalon]);
  const size = statSync(bare).size;
  row('etalon, stripped', mb(size), '', 'under 3 MB', size < 3e6);
  const files = [...run('ldd', [etalon]).matchAll(/(\/\S+) \(0x/g)].map((m) => m[1]);
  const packages = files.map(owner);
  const strange = files.filter((_, i) => !packages[i]);
  row('… needs at run time', [...new Set(packages.filter(Boolean))].sort().join(', '), '',
    'only Debian’s libraries', strange.length === 0 && files.length > 0);
}

// ---- all -----------------------------------------------------------------------------------

function backtest() {
  const j = program('backtest', join(here, 'twelve.yaml'), 1000000, 2 * rounds + 1);
  row(`back-test: ${j.deals.toLocaleString('en')} deals (${(j.events / 1e6).toFixed(1)} M events), ${j.milestones} gates`,
    both(j.backtest_least_s, j.backtest_cpu_s), '', 'at most 300 ms', j.backtest_least_s <= 0.3);
}

const jobs = { csvChain, loadedHistory, xes, distance, judge, practices, backtest, assess, assessLog, binary };
let peerVersion = '';
let answers = '';
mkdirSync(data, { recursive: true });
const loadBefore = loadavg()[0];
for (const [name, job] of Object.entries(jobs))
  if (!process.argv[3] || process.argv[3].split(',').includes(name)) job();

const debian = existsSync('/etc/debian_version') ? readFileSync('/etc/debian_version', 'utf8').trim() : '?';
const commit = execFileSync('git', ['-C', here, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
console.log(`${new Date().toISOString().slice(0, 10)}, commit ${commit}. ${cpus().length} × ` +
  `${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Debian ${debian}, Linux ${release()}; ` +
  `${peerVersion ? `DuckDB ${peerVersion}, ` : ''}${rounds} rounds or more. Waiting for a ` +
  `core: ${loadBefore.toFixed(1)} processes before, ${loadavg()[0].toFixed(1)} after.\n`);
if (answers) console.log(`Both answer: ${answers}.\n`);
console.log('| job | ours | the peer | target | |\n|---|---|---|---|---|');
for (const line of table) console.log(`| ${line.join(' | ')} |`);
const missed = table.filter((line) => line[4].includes('missed')).length;
console.log(`\n${table.filter((line) => line[4] === 'reached').length} reached, ${missed} missed`);
