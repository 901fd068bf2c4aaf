import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { pageOf, pageQuery } from '../page.ts';
import { happening } from './happening.ts';

/** Something that happened and concerns whoever asks: what managers are to look at, or what became of one's reply. */
export const newsItem = happening.extend({ unread: z.boolean() });
export type NewsItem = z.infer<typeof newsItem>;

/** Counting ends here, whatever is unread. */
export const mostUnread = 100;
const newsCount = z.object({ unread: z.number().int().max(mostUnread) });

const tag = 'Desk: notifications';

export const listNews = endpoint({
  method: 'GET',
  path: '/desk/news',
  summary: 'What others, or the desk, did that is news for whoever asks, newest first',
  tag,
  query: pageQuery,
  status: 200,
  answer: pageOf(newsItem),
});

export const countNews = endpoint({
  method: 'GET',
  path: '/desk/news-count',
  summary: `How much of it is unread; ${mostUnread} stands for so many or more`,
  tag,
  status: 200,
  answer: newsCount,
});

export const readNews = endpoint({
  method: 'POST',
  path: '/desk/news/read',
  summary: 'Say that everything up to an event has been read; what was read stays so. Answers what is left',
  tag,
  body: z.object({ up_to: z.number().int().min(0).meta({ description: 'The id of an event.' }) }),
  status: 200,
  answer: newsCount,
});
