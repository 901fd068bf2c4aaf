import { parseAddress } from '#mail/address-list.ts';
import { ApiError } from '../errors.ts';

/**
 * Checks that mail can be delivered to each entry of a list; a display name may stand before an address.
 * @throws ApiError 422 that names the list and the first entry that is none.
 */
export function requireAddresses(name: string, entries: readonly string[]): void {
  for (const [index, entry] of entries.entries()) {
    const { problem } = parseAddress(entry);
    if (problem) throw new ApiError(422, `${name}[${index}]: ${problem}`);
  }
}

/** The bare addresses of a list that was checked before. */
export function bareAddresses(entries: readonly string[]): string[] {
  return entries.flatMap((entry) => parseAddress(entry).address ?? []);
}
