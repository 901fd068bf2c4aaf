import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `package.json`. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const folder = join(root, 'node_modules/.cache/test-reports');

/** Where the runners write their counts. */
export const reports = {
  folder,
  vitest: join(folder, 'vitest.json'),
  playwright: join(folder, 'playwright.json'),
};
