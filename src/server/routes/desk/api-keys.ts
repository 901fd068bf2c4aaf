import { type ApiKey, createApiKey, listApiKeys, putApiKey } from '#contract/desk/api-keys.ts';
import { changeApiKey } from '../../session/change-api-key.ts';
import { makeApiKey } from '../../session/make-api-key.ts';
import * as store from '../../store/organizations.ts';
import { instant, instantOrNull } from '../present.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

export function apiKeyRoutes(router: Router, { db }: RouteTools): void {
  router.serve(listApiKeys, 'admin', async ({ caller }) => ({
    data: (await store.listApiKeys(db, caller.organizationId)).map(present),
  }));

  router.serve(createApiKey, 'admin', async ({ body, caller }) => {
    const { name, expires_in_days: expiresInDays } = body;
    const { row, key } = await makeApiKey(db, caller, { name, expiresInDays });
    return { ...present(row), key };
  });

  router.serve(putApiKey, 'admin', async ({ params, body, caller }) =>
    present(
      await changeApiKey(db, caller, params.key_id, {
        active: body.active,
        trustedToSend: body.trusted_to_send,
      }),
    ),
  );
}

const present = (row: store.ApiKeyRow): ApiKey => ({
  key_id: row.id,
  name: row.name,
  active: row.active,
  trusted_to_send: row.trustedToSend,
  expires_at: instantOrNull(row.expiresAt),
  created_at: instant(row.createdAt),
});
