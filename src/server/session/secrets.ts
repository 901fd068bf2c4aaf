import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secrets = z.object({ session: z.string().min(32), cursor: z.string().min(32) });
export type Secrets = z.infer<typeof secrets>;

/** The secrets of this desk, made at the first start and readable by its owner alone. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const made = {
    session: randomBytes(32).toString('base64url'),
    cursor: randomBytes(32).toString('base64url'),
  };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
