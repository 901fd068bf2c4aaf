import type { NewsItem } from '#contract/desk/news.ts';
import { newsWords } from './news-words.ts';

/** More at once, as after a computer slept, are told as one. */
const mostAtOnce = 3;

/** Chrome on Android has the constructor, and throws when it is called. */
function create(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch {
    return null;
  }
}

function show(title: string, options: NotificationOptions, onOpen: () => void): void {
  const notification = create(title, options);
  if (!notification) return;
  notification.onclick = () => {
    window.focus();
    onOpen();
    notification.close();
  };
}

/**
 * Says who did what about whose reply, and no word of the reply: others may see the screen.
 * @param items newest first.
 */
export function showOnDesktop(
  items: readonly NewsItem[],
  onOpen: (conversationId: string | null) => void,
): void {
  const tagOf = ({ event_id: id }: NewsItem) => ({ tag: `countersign news ${id}` });
  const [newest] = items;
  if (newest && items.length > mostAtOnce) {
    show(`${items.length} notifications`, tagOf(newest), () => onOpen(null));
    return;
  }
  for (const item of items.toReversed()) {
    const { who, did, about } = newsWords(item);
    show(`${who} ${did}`, { body: about, ...tagOf(item) }, () => onOpen(item.conversation_id));
  }
}
