import type { CheckLevel, CheckName } from '#contract/desk/checks.ts';
import type { ApprovalPolicy } from '#contract/desk/policy.ts';
import { mostSegments } from '#mail/text-segments.ts';

export type Writers = keyof ApprovalPolicy;
export type Channel = keyof ApprovalPolicy[Writers];

export const writers: { name: Writers; label: string }[] = [
  { name: 'reps', label: 'Replies of reps' },
  { name: 'keys', label: 'Replies of programs with an API key' },
];

export const channels: { name: Channel; label: string }[] = [
  { name: 'email', label: 'E-mail' },
  { name: 'text', label: 'Text messages' },
];

const doer = { reps: 'A rep’s Send now', keys: 'What a program sends' } as const;
const unless = { reps: '', keys: ', unless its key is trusted to send' } as const;

/** What follows from which replies of somebody need approval. */
export function consequenceOf(name: Writers, { email, text }: ApprovalPolicy[Writers]): string {
  if (email && text) return `${doer[name]} waits until a manager approves it${unless[name]}.`;
  if (!email && !text) return `${doer[name]} goes out without anybody’s approval.`;
  const [waits, goes] = email ? ['E-mail', 'text messages'] : ['A text message', 'e-mail'];
  const by = name === 'reps' ? 'that a rep sends' : 'that a program sends';
  return `${waits} ${by} waits until a manager approves it${unless[name]}; ${goes} ${email ? 'go' : 'goes'} out without.`;
}

export const levels: { value: CheckLevel; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'warn', label: 'Warn' },
  { value: 'block', label: 'Block' },
];

/** What each check finds. */
export const findings: Readonly<Record<CheckName, string>> = {
  empty:
    'Nothing to read besides signature and history. A reply without any text is refused whatever is chosen here.',
  too_long: `A text message of more than ${mostSegments} segments, the most that carriers take.`,
  placeholder:
    'Something like {{first_name}} or [date] that nobody filled in, in the text or where a link leads.',
  greeting: 'A greeting that names somebody other than the contact.',
  attachment: 'A reply that says something is attached when nothing is.',
  link: 'A link that leads nowhere, or elsewhere than its text says.',
  new_recipient:
    'Somebody in Cc or Bcc who took part in no message of the conversation and is none of yours.',
  domain:
    'An address in Cc or Bcc that only looks like one of the conversation, or that belongs to another customer.',
};
