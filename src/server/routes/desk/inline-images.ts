import { getInlineImage, uploadInlineImage } from '#contract/desk/inline-images.ts';
import { identifier } from '#contract/identifier.ts';
import { largestImage } from '#mail/inline-images.ts';
import { keepInlineImage, tooLargeImage } from '../../drafts/keep-inline-image.ts';
import { ApiError } from '../../errors.ts';
import { identify } from '../../session/caller.ts';
import { findInlineImage } from '../../store/inline-images.ts';
import { readBytes } from '../read-json.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

/** Takes and serves the pictures inside replies; another organisation's do not exist. */
export function inlineImageRoutes(router: Router, tools: RouteTools): void {
  router.describe(uploadInlineImage, 'person', { upload: 'application/octet-stream' });
  router.hono.post('/api/desk/inline-images', async (c) => {
    const { organizationId } = await identify(tools, c.req.raw, 'person');
    const bytes = await readBytes(c.req.raw, largestImage, tooLargeImage);
    const { contentId, contentType, size } = await keepInlineImage(tools.db, organizationId, bytes);
    c.header('Cache-Control', 'no-store');
    return c.json({ content_id: contentId, content_type: contentType, size }, 201);
  });

  router.describe(getInlineImage, 'person', { download: 'image/*' });
  router.hono.get('/api/desk/inline-images/:content_id', async (c) => {
    const { organizationId } = await identify(tools, c.req.raw, 'person');
    const id = identifier.safeParse(c.req.param('content_id'));
    const found = id.success ? await findInlineImage(tools.db, organizationId, id.data) : undefined;
    if (!found) throw new ApiError(404, 'Picture not found');
    return c.body(new Uint8Array(found.content), 200, {
      'Content-Type': found.contentType,
      'Content-Disposition': 'attachment',
      // The name is made of the bytes: they never change.
      'Cache-Control': 'private, max-age=3600, immutable',
    });
  });
}
