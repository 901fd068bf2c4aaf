const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};
const characters = new Map(Object.entries(entities).map(([character, entity]) => [entity, character]));
const entityOf = (character: string) => entities[character] ?? character;

/** Text as HTML writes it (HTML, 13.3: escaping a string). */
export const escapeText = (text: string) => text.replace(/[&<>\u00a0]/g, entityOf);

/** The value of an attribute as HTML writes it, for between double quotes. */
export const escapeValue = (value: string) => value.replace(/[&<>"\u00a0]/g, entityOf);

/** Takes back what `escapeText` did. */
export const unescapeText = (html: string) =>
  html.replace(/&(?:amp|lt|gt|nbsp);/g, (entity) => characters.get(entity) ?? entity);
