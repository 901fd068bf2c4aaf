import { countNews, listNews, mostUnread, readNews } from '#contract/desk/news.ts';
import * as news from '../../store/news.ts';
import { listing } from '../listing.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';
import { presentEvent } from './present-event.ts';

export function newsRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(listNews, 'person', ({ query, caller }) =>
    listing(
      cursorSecret,
      ['news', caller.organizationId, caller.id, caller.role],
      query,
      (request) => news.listNews(db, caller, request),
      (row) => ({ ...presentEvent(row), unread: row.unread }),
    ),
  );

  router.serve(countNews, 'person', async ({ caller }) => ({
    unread: await news.countUnread(db, caller, mostUnread),
  }));

  router.serve(readNews, 'person', async ({ body, caller }) => {
    await news.noteRead(db, caller, body.up_to);
    return { unread: await news.countUnread(db, caller, mostUnread) };
  });
}
