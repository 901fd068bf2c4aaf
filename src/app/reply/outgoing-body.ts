import { mailSanitiser } from '../lib/mail-sanitiser.ts';
import type { WorkingCopy } from './working-copy.ts';

export type ReplyModality = 'email' | 'text';

/** The body to save: what nobody edited goes back byte for byte as it came, what was edited is sanitised first. */
export function outgoingBody(copy: WorkingCopy, modality: ReplyModality): string {
  if (copy.read === null && copy.asLoaded) return copy.opened;
  const body = copy.read?.() ?? copy.opened;
  return modality === 'email' ? mailSanitiser.sanitise(body).html : body;
}

/** Nothing that a recipient would see. */
export function isBlank(body: string, modality: ReplyModality): boolean {
  if (modality === 'text') return body.trim() === '';
  const { body: root } = new DOMParser().parseFromString(body, 'text/html');
  return (root.textContent ?? '').trim() === '' && root.querySelector('img, table, hr') === null;
}
