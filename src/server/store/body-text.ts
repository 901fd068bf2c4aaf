import { getTableColumns } from 'drizzle-orm';
import { searchTextOf } from '#mail/plain-text.ts';
import { draft, message } from './schema.ts';

const { bodyText: _bodyText, ...draftRead } = getTableColumns(draft);
const { contentText: _contentText, ...messageRead } = getTableColumns(message);

/** What is read of a draft or a message: all but the plain text, which the search alone needs. */
export const draftColumns = draftRead;
export const messageColumns = messageRead;

export type DraftRow = Omit<typeof draft.$inferSelect, 'bodyText'>;
export type MessageRow = Omit<typeof message.$inferSelect, 'contentText'>;

/** Whatever writes a body writes its plain text with it, for the search. */
export const withBodyText = <Row extends Pick<DraftRow, 'bodyHtml'>>(row: Row) => ({
  ...row,
  bodyText: searchTextOf(row.bodyHtml),
});

/** The same for the content of a message; one that is text already is searched as it is. */
export const withContentText = <Row extends Pick<MessageRow, 'content' | 'contentFormat'>>(row: Row) => ({
  ...row,
  contentText: row.contentFormat === 'html' ? searchTextOf(row.content) : null,
});
