import type { InfiniteData } from '@tanstack/react-query';

export interface ListRow {
  conversation_id: string;
}

/** What a list read page by page says of itself, so that single rows of it can be read again. */
export interface RowsOfList<Row extends ListRow = ListRow> {
  /** What the list has of these conversations; `isAll` false: it has more of them than was answered. */
  read(conversationIds: readonly string[]): Promise<{ rows: Row[]; isAll: boolean }>;
  keyOf(row: Row): string;
  /** Whether one row comes before another one. */
  comesBefore(row: Row, other: Row): boolean;
}

/** `end`: the last row of a page as it was read, once rows of it were read again. */
export type ListPages = InfiniteData<{
  data: ListRow[];
  pagination: { has_more: boolean };
  end?: ListRow | undefined;
}>;

declare module '@tanstack/react-query' {
  interface Register {
    // biome-ignore lint/suspicious/noExplicitAny: each list knows its own rows
    queryMeta: { rowsOfList?: () => Promise<RowsOfList<any>> };
  }
}
