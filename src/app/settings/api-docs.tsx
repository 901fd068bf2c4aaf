import type { ReactNode } from 'react';

/** The way to the pages that describe every call, which the desk serves itself. */
export function ApiDocs({ children }: { children: ReactNode }) {
  return (
    <a
      href="/api/docs"
      target="_blank"
      rel="noreferrer"
      className="font-medium text-accent underline underline-offset-2"
    >
      {children}
    </a>
  );
}

/** Where a program puts its key. */
export const ApiHeader = () => <code className="font-mono text-[0.95em] text-ink">X-API-KEY</code>;
