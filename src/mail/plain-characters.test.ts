import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { forcingCharacters, isGsm } from './gsm-alphabet.ts';
import { toGsm } from './plain-characters.ts';

const charactersOf = (found: readonly { character: string }[]) => found.map(({ character }) => character);

test.each([
  ['“Can’t” ‘do’ „so“ «or» ‹so›', '"Can\'t" \'do\' "so" "or" \'so\''],
  ['10–12 — or pages 3‑4 ―', '10-12 - or pages 3-4 -'],
  ['wait… 6′ 2″', 'wait... 6\' 2"'],
  ['a\u00a0b\u2009c\u202fd\u3000e\tf', 'a b c d e f'],
  ['a\u2028b\u0085c', 'a\nb\nc'],
  ['• tiles\n◦ nails\n\uf0b7 glue', '- tiles\n- nails\n- glue'],
  ['zero\u200bwidth\ufeff, soft\u00adhyphen, \u200eleft\u200f', 'zerowidth, softhyphen, left'],
  ['ﬁne ﬂow ǆ', 'fine flow dz'],
  ['ＡＢＣ１２３！', 'ABC123!'],
  ['𝐁𝐨𝐥𝐝 𝓼𝓬𝓻𝓲𝓹𝓽', 'Bold script'],
  ['á í ó ú ç â ê ã õ Á', 'a i o u c a e a o A'],
  ['é è ù ì ò à ä ö ü ñ å ß Ç É', 'é è ù ì ò à ä ö ü ñ å ß Ç É'],
  ['Łódź, Đorđe, İstanbul, kapı, Þór, ŉ', "Lodz, Dorde, Istanbul, kapi, Thor, 'n"],
  ['Œuvre, œil, STRAẞE', 'OEuvre, oeil, STRASSE'],
  ['ǖ, ế', 'ü, e'],
  ['Acme™ © 2026 ® ℠', 'Acme(TM) (C) 2026 (R) (SM)'],
  ['a → b ← c ↔ d ⇒ e', 'a -> b <- c <-> d => e'],
  ['3 × 4 ÷ 2 − 1 ± 5, ≤ 6 ≥ 7', '3 x 4 / 2 - 1 +/- 5, <= 6 >= 7'],
  ['½ or 1½ or 1 ¾', '1/2 or 1 1/2 or 1 3/4'],
  ['20 m², 10² and 10²³, H₂O, 1º', '20 m2, 10^2 and 10^23, H2O, 1o'],
  ['① roof ② walls', '(1) roof (2) walls'],
  ['50¢, 5 µm, № 7, ‼', '50c, 5 um, No 7, !!'],
  ['™️ and ↔️ are words, too', '(TM) and <-> are words, too'],
  ['cafe\u0301, 5 \u2126, A\u030a', 'café, 5 Ω, Å'],
])('%j says the same as %j', (text, plain) => {
  expect(toGsm(text)).toMatchObject({ text: plain, kept: [] });
  expect(isGsm(plain)).toBe(true);
});

describe('what has no plain form stays, and what is around it does not', () => {
  it.each([
    ['On our way 🚚', ['🚚']],
    ['Family 👩‍👩‍👧, flag 🇩🇪, keycap 1️⃣, thumb 👍🏽', ['👩‍👩‍👧', '🇩🇪', '1️⃣', '👍🏽']],
    ['ℹ️ is a picture, ℹ is not', ['ℹ️']],
    ['It is 95° in here ✓', ['°', '✓']],
    ['a ≠ b, and x\u0336 is struck out', ['≠', 'x\u0336']],
    ['log10₂ ¨', ['₂', '¨']],
    ['Ask Жанна about the tiles on the roof', ['Ж', 'а', 'н', 'н', 'а']],
  ])('%s', (text, kept) => {
    const plain = toGsm(`“${text}”`);
    expect(plain.text).toBe(`"${text.replace('ℹ is', 'i is')}"`);
    expect(charactersOf(plain.kept)).toEqual(kept);
    expect(plain.anotherScript).toBe(false);
  });

  it('a letter of another script that looks like a Latin one is found', () => {
    expect(charactersOf(toGsm('Сall me at five').kept)).toEqual(['С']);
  });
});

describe('a text in another script is left as it is', () => {
  it.each([
    'Здравствуйте, мы будем “завтра” в 10:00…',
    'こんにちは、明日　伺います。ＡＢＣ商会',
    'مرحبًا، سنصل غدًا “صباحًا”\u200f.',
    'می\u200cروم',
    'Γειά σου, Μαρία — αύριο',
    'नमस्ते 🎉',
    '안녕하세요… 내일 뵙겠습니다',
    'สวัสดี\u200bครับ',
    'שלום “דנה” 🎉',
  ])('%s', (text) => {
    expect(toGsm(text)).toMatchObject({ text, replaced: [], anotherScript: true });
  });

  it('and so are the marks of direction around a name in it', () => {
    const text = 'The customer \u2068نجوى\u2069 called about the tiles on her roof';
    expect(toGsm(text)).toMatchObject({ text, replaced: [], anotherScript: false });
  });
});

const awkward = fc.constantFrom(
  ...'aZ0 ½²₂ᵗéçŁœ“’—…™→≠°•ŉǖЖ日ع🎉',
  'e\u0301',
  '\u0301',
  '\u0336',
  '\u200b',
  '\u200d',
  '\u200f',
  '\ufe0f',
  '\u20e3',
  '\u00a0',
  '\r',
  '\n',
  '\ud83d',
);
const text = fc.oneof(
  fc.string({ unit: awkward, maxLength: 40 }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
const often = { numRuns: 1000 };

test('no text is less plain afterwards, and what is left is what is said to be kept', () => {
  fc.assert(
    fc.property(text, (written) => {
      const plain = toGsm(written);
      const left = charactersOf(forcingCharacters(plain.text));
      expect(left.length).toBeLessThanOrEqual(forcingCharacters(written).length);
      expect(left.join('')).toBe(charactersOf(plain.kept).join(''));
    }),
    often,
  );
});

test('a text that was made plain is not made plainer', () => {
  fc.assert(
    fc.property(text, (written) => {
      const { text: once } = toGsm(written);
      expect(toGsm(once)).toMatchObject({ text: once, replaced: [] });
    }),
    often,
  );
});

test('what a text message can say is never touched', () => {
  const unit = fc.constantFrom(...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&aZ0ÄÖÑÜ§¿äöñüà\f^{}\\[~]|€');
  fc.assert(
    fc.property(fc.string({ unit }), (written) => {
      expect(toGsm(written)).toEqual({
        text: written,
        forcing: [],
        replaced: [],
        kept: [],
        anotherScript: false,
      });
    }),
  );
});

test('letters of other scripts are never touched', () => {
  const unit = fc.constantFrom(...'абвЖЯ日本語かなカナ한국عربيשלוםกขคअआΑβγ');
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), fc.string({ unit: awkward }), (foreign, around) => {
      expect(toGsm(foreign).text).toBe(foreign);
      const letters = (said: string) => said.match(/[\p{Lo}\p{Script=Cyrillic}]/gu) ?? [];
      expect(letters(toGsm(foreign + around).text)).toEqual(letters(foreign + around));
    }),
  );
});

test('what was replaced is where it is said to be', () => {
  fc.assert(
    fc.property(text, (written) => {
      const { forcing, replaced, kept, text: plain } = toGsm(written);
      for (const { at, character } of forcing) expect(written.startsWith(character, at)).toBe(true);
      expect(replaced.length + kept.length).toBe(forcing.length);
      const again = replaced.reduceRight(
        (said, { at, character, plain: form }) =>
          said.slice(0, at) + form + said.slice(at + character.length),
        written,
      );
      expect(again).toBe(plain);
    }),
    often,
  );
});
