import { getAttachment } from '#contract/desk/conversation.ts';
import { identifier } from '#contract/identifier.ts';
import { ApiError } from '../../errors.ts';
import { identify } from '../../session/caller.ts';
import { findAttachment } from '../../store/messages.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

/** Pictures that a browser shows without running anything in them. */
const shown = /^image\/(png|jpe?g|gif|webp|avif|bmp)$/;

/** Serves what came with a message, as a download that no browser takes for a page of ours. */
export function attachmentRoutes(router: Router, tools: RouteTools): void {
  router.describe(getAttachment, 'person', { download: '*/*' });
  router.hono.get('/api/desk/attachments/:attachment_id', async (c) => {
    const caller = await identify(tools, c.req.raw, 'person');
    const id = identifier.safeParse(c.req.param('attachment_id'));
    const found = id.success ? await findAttachment(tools.db, caller.organizationId, id.data) : undefined;
    if (!found) throw new ApiError(404, 'Attachment not found');
    const type = shown.test(found.contentType) ? found.contentType : 'application/octet-stream';
    return c.body(new Uint8Array(found.content), 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.filename)}`,
      'Cache-Control': 'no-store',
    });
  });
}
