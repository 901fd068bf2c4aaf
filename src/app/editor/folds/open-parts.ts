import type { LoadedBody } from '../source/parse-html.ts';
import { findParts } from './find-parts.ts';
import { withLineToTypeIn } from './line-to-type-in.ts';
import { type Opened, withOneBlockEach } from './one-block.ts';

/** A loaded body with the parts of it that are folded at first, made ready for that. Throws only where this code is wrong. */
export const openParts = (body: LoadedBody): Opened =>
  withLineToTypeIn(withOneBlockEach({ body, parts: findParts(body) }));

/** The same for somebody who wants to write: a body on which folding fails is shown whole. */
export function openPartsOrNone(body: LoadedBody): Opened {
  try {
    return openParts(body);
  } catch {
    return { body, parts: [] };
  }
}
