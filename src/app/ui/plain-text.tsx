import { linkify } from '../lib/linkify.ts';

/** Plain text as it was written, with its links alive. */
export function PlainText({ text }: { text: string }) {
  let at = 0;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {linkify(text).map((piece) => {
        const key = at;
        at += piece.text.length;
        if (piece.href === undefined) return piece.text;
        return (
          <a
            key={key}
            href={piece.href}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent underline underline-offset-2"
          >
            {piece.text}
          </a>
        );
      })}
    </p>
  );
}
