interface Pages {
  data?: { pages: readonly unknown[] } | undefined;
  isError: boolean;
}

/** What is read page by page. */
export interface PagedSource extends Pages {
  error: Error | null;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  fetchNextPage(options: { cancelRefetch: false }): Promise<Pages>;
}

/**
 * Reads the next page. A reading of the pages that are there is waited for: given up for this, what it was about to show
 * would not be read again.
 */
export async function fetchMore(source: PagedSource): Promise<void> {
  const next = () => source.fetchNextPage({ cancelRefetch: false });
  const { data, isError } = await next();
  // What is under way is answered instead of a second one.
  if (!isError && data?.pages.length === source.data?.pages.length) await next();
}
