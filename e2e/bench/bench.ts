import { buildWhatChanged } from '../../src/server/build.ts';
import { startPostgres } from '../../src/server/store/postgres-for-tests.ts';
import { serverBench } from './server-bench.ts';

await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
const postgres = await startPostgres();
try {
  await serverBench(postgres.url);
} finally {
  await postgres.stop();
}
