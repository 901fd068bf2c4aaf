import { useEffect } from 'react';

/** Puts `(3) ` before whatever title a page gives itself. */
export function useTitleBadge(badge: string | null): void {
  useEffect(() => {
    if (badge === null) return;
    let bare = document.title;
    let shown: string | undefined;
    const mark = () => {
      if (document.title === shown) return;
      bare = document.title;
      shown = `(${badge}) ${bare}`;
      document.title = shown;
      // As the browser keeps it, which leaves out white space.
      shown = document.title;
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      if (document.title === shown) document.title = bare;
    };
  }, [badge]);
}
