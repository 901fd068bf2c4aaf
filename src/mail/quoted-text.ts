const wrote =
  /(?:wrote|writes|schrieb|écrit|escribi[oó]|escreveu|scritto|schreef|skrev|kirjoitti|napisał(?:\(a\))?|napsal(?:\(a\))?|написала?|пишет|писал|írta|a scris|yazdı|έγραψε|viết|写道|寫道|書きました|작성|כתב|كتب)/iu;

/** `On … wrote:` in any language: it ends in a colon, has a date or time, and a verb or an address. */
export function isAttribution(line: string): boolean {
  const text = line.replace(/\s+/g, ' ').trim();
  if (text.length > 300 || !/[:：]$/.test(text) || !/\d[\d.:/年-]*\d|\d{4}/.test(text)) return false;
  return wrote.test(text) || /@[^\s@<>]+[>)\]"']*\s*[:：]$/.test(text);
}

const originalMessage =
  /^[>\s]*[-_]{2,}\s*(?:original message|reply message|ursprüngliche nachricht|originalnachricht|message d'origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|originalmeddelande|исходное сообщение|原始邮件|原始郵件|元のメッセージ)\s*[-_]{2,}/i;

const forwarded =
  /^[>\s]*(?:[-_]{2,}\s*)?(?:(?:begin )?forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|пересылаемое сообщение|пересланное сообщение|转发的邮件|転送されたメッセージ)/i;

/** Whether quoted material is passed on, and so is new to its reader. */
export const isForward = (text: string) => forwarded.test(text.trim());

const label = (names: string) => new RegExp(`^[>\\s*]*(?:${names})\\s*\\*?\\s*[:：]`, 'imu');
const from = label(
  'from|von|de|da|van|från|fra|od|от|от кого|发件人|寄件者|差出人|보낸 사람|מאת|من|kimden|lähettäjä',
);
const sent =
  'sent|gesendet|envoyé|enviado|enviada(?: em)?|inviato|verzonden|skickat|sendt|wysłano|отправлено|发送时间|送信日時|lähetetty';
const day = 'date|datum|fecha|data|dato|дата|日期|날짜|תאריך|تاريخ|tarih';
const subject = label(
  'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|тема|主题|主旨|件名|제목|נושא|الموضوع|konu|aihe',
);
const headers = [
  from,
  label(`${sent}|${day}`),
  label('to|an|à|para|a|aan|till|til|do|кому|收件人|宛先|받는 사람|אל|إلى|kime|vastaanottaja'),
  subject,
];
/** What a journey from somewhere to somewhere on some day has not. */
const mailHeaders = [subject, label(sent), new RegExp(`${from.source}\\s*[^\\n]*@`, 'imu')];

/** Whether a line could be the first of another message's headers. */
export const beginsLikeHeaders = (line: string) => headers.some((header) => header.test(line));

/** Whether a text begins with another message's headers: three of From, Sent, To and Subject in its first lines, a mail's. */
export function startsWithHeaders(text: string): boolean {
  const lines = text.trimStart().slice(0, 1500).split('\n');
  if (!beginsLikeHeaders(lines[0] ?? '')) return false;
  const head = lines
    .filter((line) => line.trim() !== '')
    .slice(0, 8)
    .join('\n');
  const has = (header: RegExp) => header.test(head);
  return headers.filter(has).length >= 3 && mailHeaders.some(has);
}

export const startsWithOriginal = (text: string) => originalMessage.test(text.trimStart().slice(0, 200));

/** How many lines from `start` on are a wrapped `On … wrote:`; 0 when none. */
function attributionLines(lines: readonly string[], start: number): number {
  for (let count = 1; count <= 3; count++) {
    if ((lines[start + count - 1] ?? '').trim() === '') return 0;
    if (isAttribution(lines.slice(start, start + count).join(' '))) return count;
  }
  return 0;
}

const isQuoteLine = (line: string | undefined) => /^\s?>/.test(line ?? '');
const isSeparator = (line: string | undefined) => /^-- ?\r?$/.test(line ?? '');

/** The first line of the history at the end of a text; -1 when it ends in something else. */
function historyStart(lines: readonly string[]): number {
  let end = lines.findLastIndex(isSeparator);
  if (end < 0 || lines.slice(end).some(isQuoteLine)) end = lines.length;
  const lastOwn = lines.findLastIndex((line, i) => i < end && line.trim() !== '' && !isQuoteLine(line));
  for (let i = 0; i < end; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    const following = () => lines.slice(i, i + 12).join('\n');
    if (startsWithOriginal(line) || (/[:：]/.test(line) && startsWithHeaders(following()))) return i;
    const count = attributionLines(lines, i);
    if (count === 0) {
      if (isQuoteLine(line) && lastOwn < i) return i;
      continue;
    }
    const next = lines.findIndex((other, j) => j >= i + count && other.trim() !== '');
    if (next > 0 && isQuoteLine(lines[next]) && lastOwn < next) return i;
  }
  return -1;
}

/**
 * Parts a plain-text message into what its sender wrote and the history that follows (`>` lines with their `On … wrote:`,
 * `-----Original Message-----`, a block of headers). The two together are the text. Replies between the quotes, forwards
 * and messages of nothing but history stay visible as a whole.
 */
export function splitQuotedText(text: string): { visible: string; quoted: string } {
  const lines = text.split('\n');
  const start = historyStart(lines);
  const visible = lines.slice(0, Math.max(start, 0)).join('\n');
  const before = lines.slice(0, Math.max(start, 0)).findLast((line) => line.trim() !== '') ?? '';
  if (start < 0 || visible.trim() === '' || isForward(before) || isForward(lines[start] ?? '')) {
    return { visible: text, quoted: '' };
  }
  return { visible: `${visible}\n`, quoted: lines.slice(start).join('\n') };
}
