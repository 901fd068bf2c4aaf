import { type CheckName, checkName } from '#contract/desk/checks.ts';

/** Every check, in the order in which findings are listed. */
export const checkNames: readonly CheckName[] = checkName.options;

/** What a check is called where people choose how strict it is. */
export const checkLabels: Readonly<Record<CheckName, string>> = {
  empty: 'Nothing to read',
  too_long: 'Longer than carriers take',
  placeholder: 'Placeholders left in',
  greeting: 'Greeting somebody else',
  attachment: 'Missing attachment',
  link: 'Links that mislead',
  new_recipient: 'People new to the conversation',
  domain: 'Doubtful domains',
};
