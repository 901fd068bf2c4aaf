import { z } from 'zod';
import { endpoint } from '../endpoint.ts';

/** What became of an import; every file of it is counted or named. */
export const importReport = z.object({
  imported: z.number().int().meta({ description: 'Messages that are new in the store.' }),
  skipped: z.number().int().meta({ description: 'Messages that the store had already.' }),
  conversations: z.array(z.string()).meta({ description: 'Ids of the conversations that gained a message.' }),
  failed: z.array(z.object({ file: z.string(), reason: z.string() })),
});
export type ImportReport = z.infer<typeof importReport>;

/** The parts of an upload. */
export const mailUpload = z.object({
  file: z
    .array(z.string().meta({ format: 'binary' }))
    .meta({ description: 'Any number of .eml and .mbox files.' }),
});

/** The request is `multipart/form-data`, each part a `.eml` or `.mbox` file under the name `file`. */
export const importMail = endpoint({
  method: 'POST',
  path: '/desk/import',
  summary: 'Turn .eml and .mbox files (multipart/form-data, field `file`, any number) into conversations',
  tag: 'Desk: intake',
  status: 200,
  answer: importReport,
});
