import { DeliveryFailure } from './transport.ts';

interface SmtpError {
  responseCode?: number;
  response?: string;
  code?: string;
  command?: string;
  message?: string;
}

/**
 * What went wrong with a mail server, in words for a rep, with the server's own in brackets. A 5xx answer is final, a 4xx
 * and everything about the connection may pass (RFC 5321, 4.2.1).
 * @param asked whether the server had asked for the mail itself, so that it may have it.
 */
export function smtpFailure(error: unknown, asked: boolean): DeliveryFailure {
  const of = error as SmtpError;
  const temporary = isTemporary(of);
  const detail = (of.response ?? of.message ?? of.code ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
  const sentence = sentenceFor(of, asked, temporary);
  return new DeliveryFailure(detail ? `${sentence} (${detail}).` : `${sentence}.`, { temporary });
}

function isTemporary({ responseCode, code, command }: SmtpError): boolean {
  // They speak of this desk and its password, not of this mail: it can be put right, and the mail sent later.
  if (code === 'EAUTH' || code === 'ETLS' || greets(command)) return true;
  if (responseCode !== undefined) return responseCode < 500;
  return code !== 'EENVELOPE' && code !== 'EMESSAGE';
}

function sentenceFor(of: SmtpError, asked: boolean, temporary: boolean): string {
  const { responseCode, code, command } = of;
  if (code === 'EAUTH') return 'The mail server did not accept the sign-in of this desk';
  if (isAboutTls(of)) return 'No secure connection to the mail server could be made';
  if (code === 'EDNS') return 'The address of the mail server could not be found';
  if (responseCode === undefined && asked)
    return 'The connection broke before the mail server said whether it has this message';
  if (code === 'ETIMEDOUT' || code === 'ABORT_ERR' || code === 'EABORT')
    return 'The mail server did not answer in time';
  if (code === 'EPROTOCOL' && responseCode === undefined)
    return 'The mail server does not talk to this desk at the moment';
  if (responseCode === undefined) {
    return code === 'EENVELOPE' || code === 'EMESSAGE'
      ? 'This message cannot be sent as it is'
      : 'The mail server could not be reached, or broke off';
  }
  if (greets(command)) return 'The mail server does not talk to this desk at the moment';
  if (temporary) return 'The mail server cannot take this message at the moment';
  if (command === 'RCPT TO') return 'The mail server does not deliver to this recipient';
  if (command === 'MAIL FROM') return "The mail server does not accept this desk's address as the sender";
  return 'The mail server refused this message';
}

const isAboutTls = ({ code, responseCode, message = '' }: SmtpError) =>
  code === 'ETLS' || (responseCode === undefined && /\b(SSL|TLS|certificate)\b/i.test(message));
const greets = (command = '') => ['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS'].includes(command);
