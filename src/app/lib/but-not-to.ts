/** A deed that did not reach everybody says so. */
export const butNotTo = (deed: string, refused: readonly string[]): string =>
  refused.length > 0 ? `${deed}, but not to ${refused.join(', ')}` : deed;
