import type { CheckedReply } from './checked-reply.ts';
import { type Finding, named } from './finding.ts';
import { type GreetedName, greetedNames } from './greeted-names.ts';
import { isNameOf, type Person, personOf, wordsOf } from './person-name.ts';

/** Lines among which a greeting stands. */
const firstLines = 3;

/** What is written where a name should be, by a company or a form. */
const noPerson =
  /@|(?<!\p{L})(?:support|sales|info|team|office|service|kontakt|contact|admin|billing|unknown|gmbh|ltd|inc|llc|ag|bv|sarl|corp|company)(?!\p{L})/iu;

function isGreeted({ words, titled }: GreetedName, person: Person): boolean {
  const matches = words.map((word, i) => isNameOf(word, person, i === 0 && !(titled && words.length === 1)));
  if (words.length === 1 || person.names.length < 2) return matches.includes(true);
  return matches[0] === true && matches.at(-1) === true;
}

/** Finds a greeting of somebody who is neither the contact nor copied in. */
export function checkGreeting({ input, own, recipients }: CheckedReply): Finding[] {
  const { name, email } = input.contact;
  if (name === null || noPerson.test(name) || !/\p{Script=Latin}/u.test(name)) return [];
  for (const { text } of own.slice(0, firstLines)) {
    const greeted = greetedNames(text);
    if (greeted === null) continue;
    const people = [
      personOf(name, email),
      ...recipients
        .filter(({ part }) => part === 'cc')
        .map((recipient) => personOf(recipient.name, recipient.address)),
    ];
    return greeted
      .filter((one) => wordsOf(one.text).length > 0 && !people.some((person) => isGreeted(one, person)))
      .map((one) => ({
        check: 'greeting',
        reason: `The greeting names ${named(one.text)}, but this reply goes to ${name.trim().slice(0, 80)}: greet them by their own name.`,
        place: { part: 'body', quote: one.text },
      }));
  }
  return [];
}
