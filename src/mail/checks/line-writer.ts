/** Whose words a line is made of; an indented block may be either's until the line before it is read. */
export type LinePart = 'own' | 'indent' | 'quoted' | 'signature';

/** A link in a body. */
export interface BodyLink {
  /** As the element has it; null where it has no target. */
  readonly href: string | null;
  /** What a reader sees of it, on the first line that it stands on. */
  text: string;
  pictures: number;
}

/** Where a link stands in the text of a line. */
export interface LinkSpan {
  readonly link: BodyLink;
  readonly start: number;
  readonly end: number;
}

/** One line as a reader sees it, white space collapsed. */
export interface BodyLine {
  readonly text: string;
  readonly part: LinePart;
  readonly links: readonly LinkSpan[];
  readonly pictures: number;
}

/** Puts a line together; the work on a piece never depends on how long the line already is. */
export class LineWriter {
  readonly lines: BodyLine[] = [];
  private pieces: string[] = [];
  private length = 0;
  private spaced = true;
  private spans: { link: BodyLink; start: number; end: number }[] = [];
  private pictures = 0;
  private part: LinePart = 'own';

  private enter(part: LinePart): void {
    if (part !== this.part) this.end();
    this.part = part;
  }

  add(text: string, part: LinePart, link: BodyLink | null): void {
    this.enter(part);
    let piece = text.replace(/\s+/g, ' ');
    if (this.spaced && piece.startsWith(' ')) piece = piece.slice(1);
    if (piece === '') return;
    this.spaced = piece.endsWith(' ');
    const start = this.length;
    this.pieces.push(piece);
    this.length += piece.length;
    const last = this.spans.at(-1);
    if (link && last?.link === link && last.end === start) last.end = this.length;
    else if (link) this.spans.push({ link, start, end: this.length });
  }

  addPicture(part: LinePart, link: BodyLink | null): void {
    this.enter(part);
    this.pictures++;
    if (!link) return;
    link.pictures++;
    this.spans.push({ link, start: this.length, end: this.length });
  }

  end(): void {
    const text = this.pieces.join('').trimEnd();
    if (text !== '' || this.pictures > 0) {
      for (const { link, start, end } of this.spans) link.text ||= text.slice(start, end).trim();
      this.lines.push({ text, part: this.part, links: this.spans, pictures: this.pictures });
    }
    this.pieces = [];
    this.length = 0;
    this.spaced = true;
    this.spans = [];
    this.pictures = 0;
  }
}
