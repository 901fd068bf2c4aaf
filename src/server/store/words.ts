import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** Characters of a body that are searched; PostgreSQL refuses to index the words of more than 1 MiB. */
const searched = 200_000;

/**
 * The words of a body for full-text search. One without a plain text is searched as it is written: the parser of PostgreSQL
 * knows tags and leaves them, but no entities, and takes a tag for the end of a word.
 */
const wordsOf = (subject: AnyPgColumn, plain: AnyPgColumn, body: AnyPgColumn): SQL =>
  sql`to_tsvector('simple', coalesce(${subject}, '') || ' ' || left(coalesce(${plain}, ${body}), ${sql.raw(String(searched))}))`;

export const draftWords = (table: { subject: AnyPgColumn; bodyText: AnyPgColumn; bodyHtml: AnyPgColumn }) =>
  wordsOf(table.subject, table.bodyText, table.bodyHtml);

export const messageWords = (table: {
  subject: AnyPgColumn;
  contentText: AnyPgColumn;
  content: AnyPgColumn;
}) => wordsOf(table.subject, table.contentText, table.content);
