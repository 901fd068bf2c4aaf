import { labelOf, type Recipient } from './recipients.ts';

export interface Person {
  name: string | null;
  email: string;
}

/**
 * The people to offer for what is typed, without those who are there already. Suggestions of the text before stay in
 * sight until the next ones come, as far as they still fit.
 */
export function peopleMatching(
  people: readonly Person[],
  taken: readonly Recipient[],
  text: string,
): Person[] {
  const there = new Set(taken.map((recipient) => labelOf(recipient).toLowerCase()));
  const wanted = text.trim().toLowerCase();
  return people.filter(
    ({ name, email }) =>
      !there.has(email.toLowerCase()) && `${name ?? ''} ${email}`.toLowerCase().includes(wanted),
  );
}
