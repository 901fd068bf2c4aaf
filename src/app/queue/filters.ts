import type { QueueTab } from '#contract/desk/queue.ts';
import type { QueueFilters, QueueFlag } from '#contract/desk/queue-filters.ts';
import { plural } from '../lib/plural.ts';

/** What a person is called in a filter's name; undefined while that is not known yet. */
export type NameOf = (personId: string) => string | undefined;

export const flagNames: Record<QueueFlag, string> = {
  review_requested: 'Review requested',
  customer_wrote_since: 'Customer wrote since',
  returned: 'Returned',
  edited: 'Edited by a person',
  failed: 'Failed to send',
};

export const modalityNames = { email: 'E-mail', text: 'Text message' } as const;

const units = { m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

/** `Older than 1 day` */
export const ageName = (age: string) =>
  `Older than ${plural(Number(age.slice(0, -1)), units[age.slice(-1) as keyof typeof units])}`;

/** The filters among what the address says that mean something in this tab. */
export function filtersOf(tab: QueueTab, address: QueueFilters): QueueFilters {
  const { author, modality, age, flag, mine } = address;
  return { author, modality, age, flag: tab === 'sent' ? undefined : flag, mine };
}

export const noFilters: QueueFilters = {
  author: undefined,
  modality: undefined,
  age: undefined,
  flag: undefined,
  mine: undefined,
};

export const isFiltered = (filters: QueueFilters) =>
  Object.values(filters).some((value) => value !== undefined);

/** Each active filter as people call it. */
export function namesOf({ author, modality, age, flag, mine }: QueueFilters, nameOf: NameOf) {
  const names: { filter: keyof QueueFilters; name: string }[] = [];
  if (mine) names.push({ filter: 'mine', name: 'Mine' });
  if (author)
    names.push({
      filter: 'author',
      name: author === 'ai' ? 'By AI' : `By ${nameOf(author) ?? 'one person'}`,
    });
  if (modality) names.push({ filter: 'modality', name: modalityNames[modality] });
  if (age) names.push({ filter: 'age', name: ageName(age) });
  if (flag) names.push({ filter: 'flag', name: flagNames[flag] });
  return names;
}
