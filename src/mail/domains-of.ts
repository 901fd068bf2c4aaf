import { parseAddress } from './address-list.ts';

/** The part of a bare address behind its `@`, in lower case. */
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The domains of a list of mailboxes, each once; what is no address has none. */
export const domainsOf = (entries: readonly string[]): string[] => [
  ...new Set(entries.flatMap((entry) => parseAddress(entry).address ?? []).map(domainOf)),
];
