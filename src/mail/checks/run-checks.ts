import type { CheckName } from '#contract/desk/checks.ts';
import { checkAttachment } from './attachment.ts';
import type { CheckInput } from './check-input.ts';
import { checkNames } from './check-labels.ts';
import { type CheckedReply, readReply } from './checked-reply.ts';
import { checkDomain } from './domain.ts';
import { checkEmpty } from './empty.ts';
import type { Finding } from './finding.ts';
import { checkGreeting } from './greeting.ts';
import { checkLink } from './link.ts';
import { checkNewRecipient } from './new-recipient.ts';
import { checkPlaceholder } from './placeholder.ts';
import { checkTooLong } from './too-long.ts';

const checks: Readonly<Record<CheckName, (reply: CheckedReply) => Finding[]>> = {
  empty: checkEmpty,
  too_long: checkTooLong,
  placeholder: checkPlaceholder,
  greeting: checkGreeting,
  attachment: checkAttachment,
  link: checkLink,
  new_recipient: checkNewRecipient,
  domain: checkDomain,
};

/**
 * What somebody should look at before a reply goes out, in the order of `checkNames` and then of the reply. The same
 * input has the same findings; nothing is looked up and nothing is thrown. Needs no DOM; the work grows with the length
 * of the reply.
 */
export const runChecks = (input: CheckInput): Finding[] => {
  const reply = readReply(input);
  return checkNames.flatMap((name) => checks[name](reply));
};
