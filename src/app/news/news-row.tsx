import { Link } from '@tanstack/react-router';
import type { NewsItem } from '#contract/desk/news.ts';
import { paths } from '../paths.ts';
import { Badge } from '../ui/badge.tsx';
import { Time } from '../ui/time.tsx';
import { newsWords } from './news-words.ts';

function Words({ item }: { item: NewsItem }) {
  const { who, did, about } = newsWords(item);
  const { note, reason, unread, at } = item;
  return (
    <>
      <span className="flex items-start gap-2">
        <span className="min-w-0 flex-1 wrap-anywhere text-second">
          <b className="font-semibold text-ink">{who}</b> {did}
        </span>
        {unread ? <Badge tone="accent">New</Badge> : null}
      </span>
      {note === null ? null : <span className="line-clamp-3 wrap-anywhere text-second">“{note}”</span>}
      {reason === null ? null : <span className="line-clamp-3 wrap-anywhere text-second">{reason}</span>}
      <span className="flex gap-1.5 text-[12px] text-third">
        <span dir="auto" className="min-w-0 truncate">
          {about}
        </span>
        <span aria-hidden>·</span>
        <span className="shrink-0">
          <Time at={at} spoken />
        </span>
      </span>
    </>
  );
}

const look = 'flex flex-col gap-0.5 rounded-[10px] px-2.5 py-2 text-[13px] -outline-offset-2!';

/** Who did what to whose reply; leads there. */
export function NewsRow({ item, onLeave }: { item: NewsItem; onLeave: () => void }) {
  const { conversation_id: conversationId } = item;
  if (conversationId === null)
    return (
      <div className={look}>
        <Words item={item} />
      </div>
    );
  return (
    <Link
      to={paths.conversation}
      params={{ conversationId }}
      onClick={onLeave}
      className={`${look} transition-colors duration-150 hover:bg-canvas`}
    >
      <Words item={item} />
    </Link>
  );
}
