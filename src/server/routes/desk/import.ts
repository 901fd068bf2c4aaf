import { importMail as importEndpoint, mailUpload } from '#contract/desk/import.ts';
import { ApiError } from '../../errors.ts';
import type { MailFile } from '../../intake/import-mail.ts';
import { identify } from '../../session/caller.ts';
import { isOperator } from '../../session/operator.ts';
import { listOrganizations } from '../../store/organizations.ts';
import { readBytes } from '../read-json.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

const limit = 64 * 1024 * 1024;

/** Takes mail files from a signed-in person, from a program with a key, or from the import command of this machine. */
export function importRoutes(router: Router, tools: RouteTools): void {
  router.describe(importEndpoint, 'caller', { form: mailUpload });
  router.hono.post('/api/desk/import', async (c) => {
    const organizationId = isOperator(tools.operatorToken, c.req.raw)
      ? await operatedOrganization(tools, c.req.query('organization_id'))
      : (await identify(tools, c.req.raw, 'caller')).organizationId;
    // Loaded at the first import: a third of a second that a start need not take.
    const { importMail } = await import('../../intake/import-mail.ts');
    return c.json(await importMail(tools.db, organizationId, await filesOf(c.req.raw)));
  });
}

async function operatedOrganization(tools: RouteTools, wanted: string | undefined): Promise<string> {
  const organizations = await listOrganizations(tools.db);
  const [only] = wanted ? organizations.filter(({ id }) => id === wanted) : organizations;
  if (!only) throw new ApiError(404, 'There is no such organization: set the desk up first.');
  if (!wanted && organizations.length > 1) {
    throw new ApiError(400, 'There are several organizations: name the one to import into.');
  }
  return only.id;
}

async function filesOf(request: Request): Promise<MailFile[]> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw new ApiError(400, 'Send the files as multipart/form-data, each as a part named file.');
  }
  const body = await readBytes(request, limit);
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw new ApiError(400, 'The multipart/form-data body could not be read: a part is broken or cut off.');
  }
  const parts = form.getAll('file').filter((part) => typeof part !== 'string');
  if (parts.length === 0) throw new ApiError(422, 'file: at least one file is needed');
  return Promise.all(
    parts.map(async (part) => ({
      name: part.name || 'file',
      bytes: new Uint8Array(await part.arrayBuffer()),
    })),
  );
}
