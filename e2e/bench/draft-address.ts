/** Sends a request to a desk. @throws when the answer is no success. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Where the pending reply of the newest conversation is saved. */
export async function draftAddress(ask: Ask): Promise<string> {
  const organizations = (await ask('GET', '/api/v2/organizations')) as {
    data: { organization_id: string }[];
  };
  const organization = `/api/v2/organizations/${organizations.data[0]?.organization_id}`;
  const conversations = (await ask('GET', `${organization}/conversations?limit=1`)) as {
    data: { conversation_id: string }[];
  };
  return `${organization}/conversations/${conversations.data[0]?.conversation_id}/response-drafts`;
}
