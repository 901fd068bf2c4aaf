/** Ends whatever an attack may have left open, but for the table around it. */
const ends = ` x"'>-->]]></script></style></title></textarea></noscript></iframe></xmp></noembed></noframes></option></select></template></svg></math></object></applet></marquee></button></form>`;

const markOf = (n: number) => `mark${n}end`;

/** It is about a whole message: nothing ends it, or it is too deep for anything beside it to stay markup. */
export const needsAll = (attack: string) =>
  /<plaintext/i.test(attack) || attack.split(/<[a-z]/i).length > 200;

const count = (text: string, tag: RegExp) => text.match(tag)?.length ?? 0;
const tableEnds = (attack: string) =>
  '</table>'.repeat(Math.max(0, count(attack, /<table\b/gi) - count(attack, /<\/table/gi)));

/** One body with many attacks, each in a table cell of its own so that none hides the next, and a mark behind each. */
export const bundle = (attacks: readonly string[]) =>
  attacks
    .map(
      (attack, n) =>
        `<table><tr><td>${attack}${ends}${tableEnds(attack)}</math></svg></td><td>${markOf(n)}</td></tr></table>`,
    )
    .join('\n');

/** The attacks of a bundle that another one swallowed, by the text that the bundle became. */
export function swallowed(attacks: readonly string[], text: string): string[] {
  return attacks.filter((_, n) => !text.includes(markOf(n)));
}
