import {
  beginsLikeHeaders,
  isAttribution,
  isForward,
  startsWithHeaders,
  startsWithOriginal,
} from '../quoted-text.ts';
import type { BodyLine, LinePart } from './line-writer.ts';

/** The lines of a mail, by whose they are; what is quoted is left out. */
export interface OwnPart {
  /** What the sender of this reply wrote, line by line. */
  readonly own: readonly BodyLine[];
  readonly signature: readonly BodyLine[];
  /** What is quoted is passed on, and so is new to its reader. */
  readonly forwards: boolean;
}

/** As in signature.ts: longer than any signature that follows a line of two dashes. */
const most = { lines: 15, characters: 1500 };
const dashes = /^-- ?$/;
const advertisement =
  /^(?:sent (?:from|with|via) (?:my |the )?(?:iphone|ipad|ipod|mobile|phone|android|blackberry|galaxy|samsung|pixel|windows phone|outlook|mail|yahoo|proton|aol|spark)\b|get outlook for\b|von meinem \S+ gesendet|gesendet (?:von|mit) (?:meinem|outlook|der)\b|envoyé (?:de|depuis) mon\b|enviado desde mi\b|enviado do meu\b|inviato da(?:l mio)? (?:iphone|ipad)|verstuurd vanaf mijn\b|verzonden vanaf mijn\b|отправлено с\b|从我的.{2,12}发送|iphoneから送信)[^\n]{0,60}$/iu;

/** Not `>>> Watch the video <<<`. */
const isQuoteLine = (text: string) => text.startsWith('>') && !text.endsWith('<');

/** How many lines before `end` are a wrapped `On … wrote:`. */
function attributionBefore(lines: readonly BodyLine[], end: number): number {
  for (let count = 1; count <= 3 && count <= end; count++) {
    const text = lines
      .slice(end - count, end)
      .map((line) => line.text.slice(0, 301))
      .join(' ');
    if (isAttribution(text)) return count;
  }
  return 0;
}

/** Whether everything from a line on is another message. */
function isBoundary(lines: readonly BodyLine[], i: number): boolean {
  const head = (lines[i]?.text ?? '').slice(0, 200);
  if (startsWithOriginal(head) || isForward(head)) return true;
  if (!beginsLikeHeaders(head)) return false;
  const following = lines.slice(i, i + 12).map((line) => line.text.slice(0, 200));
  return startsWithHeaders(following.join('\n'));
}

/** The part of each line, after what its words say: headers, `On … wrote:` and `>`. */
function partsOf(lines: readonly BodyLine[]): LinePart[] {
  const parts = lines.map(({ part }) => part);
  for (let i = 0; i < lines.length; i++) {
    if (parts[i] === 'indent') {
      const whose = attributionBefore(lines, i) > 0 ? 'quoted' : 'own';
      for (let j = i; parts[j] === 'indent'; j++) parts[j] = whose;
    }
    if (parts[i] === 'quoted') continue;
    if (isBoundary(lines, i)) {
      parts.fill('quoted', i);
      break;
    }
    if (parts[i] === 'own' && isQuoteLine(lines[i]?.text ?? '')) parts[i] = 'quoted';
  }
  for (let i = 1; i < lines.length; i++) {
    if (parts[i - 1] !== 'own') continue;
    if (parts[i] === 'quoted') parts.fill('quoted', i - attributionBefore(lines, i), i);
    if (parts[i] === 'signature' && dashes.test(lines[i - 1]?.text ?? '')) parts[i - 1] = 'signature';
  }
  return parts;
}

/** Where the line `-- ` opens a signature that ends with the own part; -1 where none does. */
function signatureStart(lines: readonly BodyLine[], parts: readonly LinePart[]): number {
  for (const [i, line] of lines.entries()) {
    if (parts[i] !== 'own' || !dashes.test(line.text)) continue;
    let characters = 0;
    let end = i + 1;
    for (; end < lines.length && parts[end] === 'own' && end - i <= most.lines; end++)
      characters += lines[end]?.text.length ?? 0;
    if (end > i + 1 && end - i <= most.lines && characters <= most.characters) return i;
  }
  return -1;
}

/** Parts the lines of a mail into what its sender wrote, the signature, and the history. */
export function ownPartOf(lines: readonly BodyLine[]): OwnPart {
  const parts = partsOf(lines);
  const start = signatureStart(lines, parts);
  for (let i = start; i >= 0 && i < lines.length && parts[i] === 'own'; i++) parts[i] = 'signature';
  const last = parts.lastIndexOf('own');
  if (last >= 0 && advertisement.test(lines[last]?.text ?? '')) parts[last] = 'signature';
  const quoted = lines[parts.indexOf('quoted')];
  return {
    own: lines.filter((_, i) => parts[i] === 'own'),
    signature: lines.filter((_, i) => parts[i] === 'signature'),
    forwards: quoted !== undefined && isForward(quoted.text.slice(0, 300)),
  };
}
