import { isBlankHtml } from '#mail/plain-text.ts';
import { textBody } from '#mail/text-body.ts';
import { ApiError } from '../errors.ts';

/** @throws ApiError 400 where nothing would leave: a picture is something in an e-mail, and nothing in a text message. */
export function requireContent(bodyHtml: string, modality: 'email' | 'text'): void {
  const isBlank = modality === 'email' ? isBlankHtml(bodyHtml) : textBody(bodyHtml).trim() === '';
  if (!isBlank) return;
  const missing = modality === 'email' ? 'no text and no image' : 'no text';
  throw new ApiError(400, `body_html has ${missing}: there is nothing to send.`);
}

/** @throws ApiError 400 where nothing would leave, or nowhere. */
export function requireSendable(
  bodyHtml: string,
  recipient: string | null,
  modality: 'email' | 'text',
): void {
  requireContent(bodyHtml, modality);
  if (!recipient) {
    const missing = modality === 'email' ? 'e-mail address' : 'telephone number';
    throw new ApiError(
      400,
      `The contact of this conversation has no ${missing}: there is nowhere to send it.`,
    );
  }
}
