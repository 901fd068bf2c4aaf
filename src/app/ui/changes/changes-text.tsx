import type { TextPart } from '#mail/diff/diff-texts.ts';

const looks = {
  ins: 'rounded-xs bg-good-soft px-px text-good-ink underline decoration-1 underline-offset-2',
  del: 'mr-0.5 rounded-xs bg-bad-soft px-px text-bad-ink line-through',
} as const;

function Part({ part: { kind, text } }: { part: TextPart }) {
  if (kind === 'same') return text;
  const Mark = kind;
  return (
    <Mark className={looks[kind]}>
      <span className="sr-only">{kind === 'ins' ? 'added: ' : 'removed: '}</span>
      {text}
    </Mark>
  );
}

/** A text message with what came and what went in its place. */
export function ChangesText({ parts }: { parts: readonly TextPart[] }) {
  let at = 0;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {parts.map((part) => (
        <Part key={at++} part={part} />
      ))}
    </p>
  );
}
