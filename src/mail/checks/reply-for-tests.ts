import type { CheckName } from '#contract/desk/checks.ts';
import type { CheckInput } from './check-input.ts';
import { runChecks } from './run-checks.ts';

/** An ordinary mail to Diana Prince, with nothing to find. */
export const ordinary: CheckInput = {
  modality: 'email',
  bodyHtml: '<p>Hi Diana,</p><p>Thursday at nine works for us.</p><p>Best,<br>Rob</p>',
  contact: { name: 'Diana Prince', email: 'diana.prince@themyscira.example' },
  cc: [],
  bcc: [],
  participants: ['diana.prince@themyscira.example', 'rob@roofers.example'],
  ownDomains: ['roofers.example'],
  otherCustomerDomains: [],
  attachments: 0,
};

/** What one check says of the ordinary reply with something else in it. */
export const findingsOf = (check: CheckName, difference: Partial<CheckInput>) =>
  runChecks({ ...ordinary, ...difference }).filter((finding) => finding.check === check);

export const quotesOf = (check: CheckName, difference: Partial<CheckInput>) =>
  findingsOf(check, difference).map(({ place }) => place.quote);
