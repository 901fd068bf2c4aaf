import type { QueueRow } from '#contract/desk/queue.ts';
import { Badge } from '../ui/badge.tsx';

/** Undefined where there is nothing to tell, so that a row keeps no empty line for it. */
export function rowBadges({ badges, failure, modality }: QueueRow) {
  const shown = [
    badges.includes('failed') || failure ? (
      <Badge key="failed" tone="bad">
        {failure ?? 'Could not send'}
      </Badge>
    ) : null,
    badges.includes('customer_wrote_since') ? (
      <Badge key="wrote" tone="warning">
        Customer wrote since
      </Badge>
    ) : null,
    badges.includes('ai_draft') ? (
      <Badge key="ai" tone="accent">
        AI draft
      </Badge>
    ) : null,
    badges.includes('edited') ? <Badge key="edited">Edited</Badge> : null,
    modality === 'text' ? <Badge key="text">Text</Badge> : null,
  ].filter((badge) => badge !== null);
  return shown.length > 0 ? shown : undefined;
}
