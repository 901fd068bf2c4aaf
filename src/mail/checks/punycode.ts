const base = 36;
const limits = { least: 1, most: 26, skew: 38, damp: 700 } as const;
/** Octets of a label with its `xn--` (RFC 1035, 2.3.4), and some more. */
const longestLabel = 63;

const digitOf = (character: string) => {
  const digit = '0123456789'.includes(character) ? Number(character) + 26 : character.charCodeAt(0) - 97;
  return digit >= 0 && digit < base ? digit : null;
};

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? limits.damp : 2));
  rest += Math.floor(rest / points);
  let bias = 0;
  for (; rest > ((base - limits.least) * limits.most) / 2; bias += base)
    rest = Math.floor(rest / (base - limits.least));
  return bias + Math.floor(((base - limits.least + 1) * rest) / (rest + limits.skew));
}

/** The letters behind `xn--` in one label, lower case (RFC 3492, 6.2); null where they spell none. */
export function decodePunycode(encoded: string): string | null {
  if (encoded.length > longestLabel) return null;
  const split = Math.max(encoded.lastIndexOf('-'), 0);
  const output = [...encoded.slice(0, split)].map((character) => character.charCodeAt(0));
  let code = 128;
  let at = 0;
  let bias = 72;
  for (let i = split > 0 ? split + 1 : 0; i < encoded.length; ) {
    const before = at;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = digitOf(encoded[i++] ?? '');
      if (digit === null) return null;
      at += digit * weight;
      if (at > 0x7fffffff) return null;
      const threshold = Math.min(Math.max(k - bias, limits.least), limits.most);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const points = output.length + 1;
    bias = adapt(at - before, points, before === 0);
    code += Math.floor(at / points);
    at %= points;
    if (code > 0x10ffff) return null;
    output.splice(at++, 0, code);
  }
  return String.fromCodePoint(...output);
}
