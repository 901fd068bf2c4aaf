import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { type ApprovalPolicy, noApproval } from '#contract/desk/policy.ts';

/** Whoever may: `callers` are people and programs of the organisation. */
export type Who = 'anybody' | 'callers' | 'people' | 'managers' | 'administrators';

/** What an organisation has one of, by the names that routes have for it. */
export interface Things {
  organization_id: string;
  conversation_id: string;
  contact_id: string;
  agent_id: string;
  message_id: string;
  attachment_id: string;
  response_id: string;
  revision: string;
  draft_id: string;
  content_id: string;
  key_id: string;
  /** Whose reply an administrator returned. */
  decided_conversation_id: string;
  decision_id: number;
}

export interface Entry {
  who: Who;
  /** @param isOurs whether somebody of the organisation asks that has the things. */
  body?: (of: Things, isOurs: boolean) => unknown;
  /** Names things as paths do. */
  query?: string;
  /** Parameters that are the same for everybody. */
  params?: Record<string, string>;
  /** The same route, asked in other ways that read other things. */
  also?: readonly Pick<Entry, 'query' | 'params' | 'narrows'>[];
  /** What it names narrows a list: an empty one is an answer. */
  narrows?: true;
  /** Answers with numbers, settings or a stream: with nothing by which an organisation's things can be told. */
  tellsNoThings?: true;
}

/** What is under the mails of the organisation that has the things. */
export const ourSignature = 'Yours, the roofers round the corner';

const draft = { body_html: '<p>Tomorrow.</p>' };
const allApproved: ApprovalPolicy = {
  reps: { email: true, text: true },
  keys: { email: true, text: true },
};
const signature = (_: Things, isOurs: boolean) => ({ html: `<p>${isOurs ? ourSignature : 'Theirs'}</p>` });
const decide = ({ conversation_id, revision }: Things) => ({ items: [{ conversation_id, revision }] });

/** Who may call what. A route that is not here fails the test: decide who may call it, and say so. */
export const access: Record<string, Entry> = {
  'GET /api/v2/organizations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/agents': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/agents/:agent_id': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/agents/:agent_id/conversations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/contacts': { who: 'callers' },
  'POST /api/v2/organizations/:organization_id/contacts': { who: 'callers', body: () => ({ name: 'Jo' }) },
  'GET /api/v2/organizations/:organization_id/contacts/:contact_id': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/contacts/:contact_id/conversations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/messages': { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/messages/:message_id': {
    who: 'callers',
  },
  'POST /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts': {
    who: 'callers',
    body: () => draft,
  },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts': {
    who: 'callers',
  },
  'GET /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts/:response_id': {
    who: 'callers',
  },
  'DELETE /api/v2/organizations/:organization_id/conversations/:conversation_id/response-drafts/:response_id':
    { who: 'callers' },
  'GET /api/v2/organizations/:organization_id/message-drafts': { who: 'callers' },
  'POST /api/v2/organizations/:organization_id/message-drafts': {
    who: 'callers',
    body: () => ({ modality: 'email', ...draft }),
  },
  'GET /api/v2/organizations/:organization_id/message-drafts/:draft_id': {
    who: 'callers',
  },
  'DELETE /api/v2/organizations/:organization_id/message-drafts/:draft_id': {
    who: 'callers',
  },
  'GET /api/desk/welcome': { who: 'anybody' },
  'POST /api/desk/sign-in': {
    who: 'anybody',
    body: () => ({ email: 'a@b.example', password: 'x' }),
  },
  'POST /api/desk/setup': { who: 'anybody', body: () => ({}) },
  'GET /api/desk/session': { who: 'people' },
  'POST /api/desk/sign-out': { who: 'people' },
  'POST /api/desk/sign-out-everywhere': { who: 'people' },
  'GET /api/desk/queue/:tab': {
    who: 'people',
    params: { tab: 'review' },
    also: [
      ...['approval', 'scheduled', 'failed', 'sent'].map((tab) => ({ params: { tab } })),
      { params: { tab: 'sent' }, query: 'search=roofers&author=ai' },
      { query: 'search=Tomorrow&author=ai&flag=review_requested' },
      { query: 'conversation_ids=:conversation_id', narrows: true },
    ],
  },
  'GET /api/desk/queue-counts': { who: 'people', tellsNoThings: true },
  'GET /api/desk/conversations': {
    who: 'people',
    also: [{ query: 'search=Tomorrow' }, { query: 'conversation_ids=:conversation_id', narrows: true }],
  },
  'GET /api/desk/conversations/:conversation_id': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/messages': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/recipients': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/history': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/revisions': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/revisions/:response_id/:revision': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/check-context': { who: 'people' },
  'GET /api/desk/conversations/:conversation_id/customer-domains': {
    who: 'people',
    query: 'domains=a.example',
  },
  'GET /api/desk/conversations/:conversation_id/presence': { who: 'people' },
  'POST /api/desk/conversations/:conversation_id/reply/recall': { who: 'people' },
  'POST /api/desk/conversations/:conversation_id/reply/versions': { who: 'people', body: () => draft },
  'POST /api/desk/conversations/:conversation_id/reply/confirm': {
    who: 'people',
    body: ({ revision, message_id }) => ({ revision, read_through: message_id }),
  },
  'POST /api/desk/conversations/:conversation_id/reply/discard': {
    who: 'people',
    body: ({ revision }) => ({ revision }),
  },
  'POST /api/desk/decisions/approve': { who: 'managers', body: decide },
  'POST /api/desk/decisions/return': { who: 'managers', body: (of) => ({ ...decide(of), note: 'No.' }) },
  'POST /api/desk/decisions/undo': {
    who: 'people',
    body: ({ decided_conversation_id: conversation_id, decision_id }) => ({
      items: [{ conversation_id, decision_id }],
    }),
  },
  'GET /api/desk/news': { who: 'people' },
  'GET /api/desk/news-count': { who: 'people', tellsNoThings: true },
  'POST /api/desk/news/read': { who: 'people', body: () => ({ up_to: 0 }) },
  'GET /api/desk/policy': { who: 'people', tellsNoThings: true },
  'PUT /api/desk/policy': {
    who: 'administrators',
    body: (_, isOurs) => ({ approval: isOurs ? noApproval : allApproved, checks: defaultCheckLevels }),
  },
  'GET /api/desk/api-keys': { who: 'administrators' },
  'POST /api/desk/api-keys': { who: 'administrators', body: () => ({ name: 'A program' }) },
  'PUT /api/desk/api-keys/:key_id': {
    who: 'administrators',

    body: () => ({ active: true, trusted_to_send: false }),
  },
  'GET /api/desk/activity': { who: 'managers' },
  'GET /api/desk/activity/export': {
    who: 'managers',
    query: 'format=csv',
    also: [{ query: 'format=jsonl' }],
  },
  'GET /api/desk/events': { who: 'people', tellsNoThings: true },
  'POST /api/desk/presence': {
    who: 'people',
    body: ({ conversation_id }) => ({
      client_id: 'window',
      conversation_id,
      activity: 'viewing',
    }),
  },
  'GET /api/desk/attachments/:attachment_id': { who: 'people' },
  'POST /api/desk/import': { who: 'callers' },
  'GET /api/desk/signatures': { who: 'people' },
  'PUT /api/desk/signatures/personal': { who: 'people', body: signature },
  'PUT /api/desk/signatures/organization': { who: 'managers', body: signature },
  'POST /api/desk/inline-images': { who: 'people' },
  'GET /api/desk/inline-images/:content_id': { who: 'people' },
};
