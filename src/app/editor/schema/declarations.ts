/** The declarations of a style attribute, in lower case, for reading; the last one of a property counts. */
export function declarations(style: string): [property: string, value: string][] {
  return style
    .split(';')
    .map((declaration) => declaration.split(/:(.*)/s))
    .flatMap(([property = '', value]) =>
      value === undefined ? [] : [[property.trim().toLowerCase(), value.trim().toLowerCase()]],
    );
}
