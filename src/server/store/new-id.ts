import { randomBytes } from 'node:crypto';

/** A new opaque identifier, e.g. `cnv_x4…`: a prefix for people who read logs, and 120 random bits. */
export function newId(prefix: 'org' | 'usr' | 'key' | 'cnt' | 'cnv' | 'msg' | 'att' | 'rsp' | 'mdr'): string {
  return `${prefix}_${randomBytes(15).toString('base64url')}`;
}
