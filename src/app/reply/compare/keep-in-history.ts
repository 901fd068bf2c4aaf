import { keepVersion } from '#contract/desk/history.ts';
import { request } from '../../lib/http.ts';
import type { VersionContent } from './versions.ts';

/** Keeps a version in the history of the reply. @returns whether it is there; where it cannot be, it waits beside the reply. */
export async function keepInHistory(conversationId: string, content: VersionContent): Promise<boolean> {
  const params = { conversation_id: conversationId };
  return request(keepVersion, { params, body: content }).then(
    () => true,
    () => false,
  );
}
