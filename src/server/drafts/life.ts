/**
 * The life of a pending reply: one row per conversation.
 *
 *              save (autosend)                  claim, once its hold is over
 *    saved ──────────────────────▶ queued ───────────────────────▶ sending ──▶ promoted
 *      ▲ ▲                          │ ▲ │                            │  │      (row gone,
 *      │ └── save, recall, return ──┘ │ └── customer wrote: saved    │  │       a message instead)
 *      │                              └──── failed, to be retried ───┘  │
 *      └────────────────── failed for good ─────────────────────────────┘
 *
 * - **saved**: somebody works on it, or it waits for review. Nothing is scheduled. `failure` tells why the last
 *   sending failed, until the next save.
 * - **queued**: it will go out when `release_at` is past; or, while `awaiting_approval`, not before a manager
 *   approves the very revision that it has then (`approval`). Each queueing has a `delivery_id` of its own, so a job of
 *   an earlier queueing finds nothing to do. Saving over it, recalling, returning and deleting it are still possible:
 *   all of them end the queueing. If the customer writes first, it is not claimed but goes back to saved, and says why.
 * - **sending**: one attempt holds it. Saving, recalling and deleting are refused: nothing half-sent is changed. Once its
 *   lease is over another attempt takes it, with the same Message-ID; the first one has stopped before (`delivery/lease.ts`).
 * - **promoted**: the message exists (`message.response_id` is the draft's id) and the row does not.
 *
 * Every transition is one transaction that holds the lock on the conversation, or one update guarded by the state it
 * expects. Whoever comes second finds another state and is told so.
 */
import type { Role } from '#contract/desk/session.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import type { DraftRow } from '../store/drafts.ts';

/** A queueing to be delivered, given to the worker in the transaction that queued the draft. */
export interface DeliveryJob {
  kind: 'response' | 'message';
  draftId: string;
  deliveryId: string;
}

/** Hands a job to the worker within `tx`: it exists if and only if the transaction commits. */
export type Enqueue = (tx: Db, job: DeliveryJob, releaseAt: string) => Promise<void>;

/** What the decisions need besides the database. */
export interface DraftRules {
  enqueue: Enqueue;
  sendHoldSeconds: number;
}

/** Who acts; taken down as the author and in the log of events. */
export interface Author {
  kind: 'person' | 'key';
  id: string;
  name: string;
  /** Of a person. */
  role?: Role;
  /** Of a key: its replies go out without approval. */
  trustedToSend?: boolean;
}

/** What managers decide; administrators are managers as well. */
export const mayDecide = ({ role }: Author) => role === 'manager' || role === 'admin';

/** Nothing half-sent is overwritten or deleted (contract). */
export function refuseWhileSending(draft: Pick<DraftRow, 'status'> | null): void {
  if (draft?.status === 'sending') {
    throw new ApiError(400, 'The reply is being sent right now and cannot be changed any more.');
  }
}
