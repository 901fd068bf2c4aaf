import { buildWhatChanged } from '../../src/server/build.ts';
import { startPostgres } from '../../src/server/store/postgres-for-tests.ts';
import { checksBench } from './checks-bench.ts';
import { deskBench } from './desk-bench.ts';
import { editorBench } from './editor-bench.ts';
import { queueBench } from './queue-bench.ts';
import { serverBench } from './server-bench.ts';

await checksBench();
await editorBench();
await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
const postgres = await startPostgres();
try {
  await serverBench(postgres.url);
  await queueBench(postgres.url);
  await deskBench(postgres.url);
} finally {
  await postgres.stop();
}
