import {
  getSignatures,
  saveOrganizationSignature,
  savePersonalSignature,
} from '#contract/desk/signatures.ts';
import type { Caller } from '../../session/caller.ts';
import { type SignatureChange, saveSignature } from '../../signatures/save-signature.ts';
import { listSignatures, type SignatureRow } from '../../store/signatures.ts';
import { instant } from '../present.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';

export function signatureRoutes(router: Router, { db }: RouteTools): void {
  async function signaturesOf({ id, organizationId }: Caller) {
    const rows = await listSignatures(db, organizationId, [id, organizationId]);
    const ofOwner = (ownerId: string) => present(rows.find((row) => row.ownerId === ownerId));
    return { personal: ofOwner(id), organization: ofOwner(organizationId) };
  }

  router.serve(getSignatures, 'person', ({ caller }) => signaturesOf(caller));

  router.serve(savePersonalSignature, 'person', async ({ caller, body }) => {
    await saveSignature(db, caller, 'personal', changeOf(body));
    return signaturesOf(caller);
  });

  router.serve(saveOrganizationSignature, 'person', async ({ caller, body }) => {
    await saveSignature(db, caller, 'organization', changeOf(body));
    return signaturesOf(caller);
  });
}

const present = (row: SignatureRow | undefined) =>
  row === undefined ? null : { html: row.html, updated_at: instant(row.updatedAt) };

const changeOf = ({
  html,
  replaces,
}: {
  html: string;
  replaces?: string | null | undefined;
}): SignatureChange => ({
  html,
  replaces: (row) => replaces === undefined || replaces === (present(row)?.updated_at ?? null),
});
