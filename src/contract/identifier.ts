import { z } from 'zod';

/** Text that a database can hold: PostgreSQL's `text` has no NUL character. */
export const text = z
  .string()
  .refine((value) => !value.includes('\u0000'), { message: 'must not contain the NUL character' });

/** An opaque identifier, 1 to 512 characters, never parsed by a client (contract, "Ground rules"). */
export const identifier = text.min(1).max(512);

/** An instant in UTC, ISO 8601 with `Z`; up to microseconds. */
export const timestamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/)
  .meta({ example: '2026-05-22T20:45:03.221009Z' });
