import { createHash } from 'node:crypto';
import { canonicalForm, type Sendable } from '#mail/revision.ts';

/** The fingerprint of a reply (design, idea 3): SHA-256 over its canonical form, 64 hexadecimal digits. */
export const revisionOf = (sendable: Sendable): string =>
  createHash('sha256').update(canonicalForm(sendable)).digest('hex');
