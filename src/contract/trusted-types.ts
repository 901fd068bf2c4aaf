/** The Trusted Types policies that the desk's pages make; their content security policy allows no other. */
export const trustedTypesPolicies = [
  // What libraries write into the page: sanitised as mail.
  'default',
  // DOMPurify's own, for the documents that it parses mail in.
  'dompurify',
  'countersign-inert-html',
  'countersign-frame',
  'countersign-service-worker',
] as const;

export type TrustedTypesPolicy = (typeof trustedTypesPolicies)[number];
