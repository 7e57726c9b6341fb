// duckdb.mjs - the peer at its best: DuckDB asked the questions of bench/log_bench.c in the one
// statement that was the quickest of all we tried (no string_agg, an order-aware hash instead).
//   node duckdb.mjs chain FILE THREADS          the CSV itself, once
//   node duckdb.mjs loaded FILE THREADS ROUNDS  a table sorted by deal and time, deals as
//                                               numbers, activities as an ENUM, warm
// Prints lines of a name and a number, as the C programs do.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// the package is installed outside the tree that is committed (script/bench says where)
const require = createRequire(pathToFileURL(`${process.env.ETALON_BENCH}/package.json`));
const { DuckDBInstance } = require('@duckdb/node-api');

const question = (source) => `
  WITH w AS (SELECT case_id, activity, timestamp ts, lead(activity) OVER x nxt,
                    epoch_us(lead(timestamp) OVER x) - epoch_us(timestamp) d,
                    row_number() OVER x rn
             FROM ${source} WINDOW x AS (PARTITION BY case_id ORDER BY timestamp)),
       b AS MATERIALIZED (SELECT * FROM w),
       v AS (SELECT h, count(*) n
             FROM (SELECT case_id, sum((hash(activity, rn) >> 8)::HUGEINT) h FROM b GROUP BY case_id)
             GROUP BY h),
       g AS (SELECT activity, nxt, count(*) n, avg(d) a FROM b WHERE nxt IS NOT NULL GROUP BY 1, 2),
       z AS (SELECT count(*) deals, avg(dur) m
             FROM (SELECT epoch_us(max(ts)) - epoch_us(min(ts)) dur FROM b GROUP BY case_id))
  SELECT (SELECT count(*) FROM v) variants, (SELECT max(n) FROM v) most_deals,
         (SELECT count(*) FROM g) edges, (SELECT sum(n) FROM g) steps,
         (SELECT sum(n * a) / sum(n) / 1e6 FROM g) mean_wait_s,
         (SELECT deals FROM z) deals, (SELECT m / 1e6 FROM z) mean_duration_s`;

const cpuSeconds = () => {
  const u = process.resourceUsage();
  return (u.userCPUTime + u.systemCPUTime) / 1e6;
};

async function timed(work) {
  const wall = process.hrtime.bigint();
  const cpu = cpuSeconds();
  const result = await work();
  return { result, wall: Number(process.hrtime.bigint() - wall) / 1e9, cpu: cpuSeconds() - cpu };
}

async function rows(db, sql) {
  return (await db.runAndReadAll(sql)).getRowObjects();
}

const put = (name, value) => console.log(`${name} ${value}`);
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function putAnswers(answers) {
  for (const [name, value] of Object.entries(answers)) put(name, Number(value));
}

async function chain(db, csv) {
  const t = await timed(() => rows(db, question(csv)));
  put('chain_wall_s', t.wall);
  put('chain_cpu_s', t.cpu);
  putAnswers(t.result[0]);
  put('peak_bytes', process.resourceUsage().maxRSS * 1024);
}

async function loaded(db, csv, rounds) {
  await db.run(`CREATE TABLE raw AS SELECT * FROM ${csv}`);
  await db.run('CREATE TYPE act AS ENUM (SELECT DISTINCT activity FROM raw ORDER BY 1)');
  await db.run(`CREATE TABLE log AS
    SELECT substr(case_id, 2)::INTEGER case_id, activity::act activity, timestamp
    FROM raw ORDER BY case_id, timestamp`);
  await db.run('DROP TABLE raw');
  await rows(db, question('log')); // warm
  const wall = [];
  const cpu = [];
  let answers;
  for (let i = 0; i < rounds; i++) {
    const t = await timed(() => rows(db, question('log')));
    wall.push(t.wall);
    cpu.push(t.cpu);
    answers = t.result[0];
  }
  put('questions_wall_s', median(wall));
  put('questions_cpu_s', median(cpu));
  put('questions_least_s', Math.min(...wall));
  putAnswers(answers);
}

const [mode, file, threads, rounds] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const db = await instance.connect();
await db.run('SET preserve_insertion_order=false');
put('version', (await rows(db, 'SELECT version() v'))[0].v.replace(/^v/, ''));
const csv = `read_csv('${file.replaceAll("'", "''")}')`;
if (mode === 'chain') await chain(db, csv);
else await loaded(db, csv, Number(rounds));
