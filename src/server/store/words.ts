import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** Characters of a body that are searched; PostgreSQL refuses to index the words of more than 1 MiB. */
const searched = 200_000;

/** The words of a body for full-text search. Its tags are none: the parser of PostgreSQL knows and leaves them. */
const wordsOf = (subject: AnyPgColumn, body: AnyPgColumn): SQL =>
  sql`to_tsvector('simple', coalesce(${subject}, '') || ' ' || left(${body}, ${sql.raw(String(searched))}))`;

export const draftWords = (table: { subject: AnyPgColumn; bodyHtml: AnyPgColumn }) =>
  wordsOf(table.subject, table.bodyHtml);

export const messageWords = (table: { subject: AnyPgColumn; content: AnyPgColumn }) =>
  wordsOf(table.subject, table.content);
