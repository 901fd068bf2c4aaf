import type { Departure } from './departure-line.ts';
import type { Lease } from './lease.ts';

/** A mail as it leaves: RFC 5322 source, and the envelope it travels in. */
export interface OutgoingMail {
  messageId: string;
  /** `to` begins with whom the mail is for; the others get a copy. */
  envelope: { from: string; to: string[] };
  source: Uint8Array;
}

export interface OutgoingText {
  /** The same for each attempt to send one text. */
  id: string;
  from: string;
  to: string;
  body: string;
}

/** The line that is to be on the disk as soon as a mail has left, and the file for it. */
export interface Line {
  file: string;
  departure: Departure;
}

/** What became of a mail that left. */
export interface Taken {
  /** Whose copy was refused, while whom it is for got it. */
  refused: string[];
  /** When the transport had written the line itself, by the machine's clock; otherwise that is left to its caller. */
  written?: number;
}

/**
 * What brings messages to people. Rejects with `DeliveryFailure`; whatever else it throws counts as temporary. Once the
 * lease is over nothing may leave any more.
 */
export interface Transport {
  sendMail(mail: OutgoingMail, lease: Lease, line?: Line): Promise<Taken>;
  sendText(text: OutgoingText, lease: Lease): Promise<void>;
  /**
   * The desk is to stop: what has not left, and whatever else is asked for from now on, is rejected with `GivenUp`; with
   * `all` also what the other side may have already is broken off. Missing where nothing takes long.
   */
  giveUp?(all: boolean): void;
  /** Nothing leaves any more. */
  close(): void;
}

/** Why a message did not leave, in words for the person who wrote it. */
export class DeliveryFailure extends Error {
  readonly temporary: boolean;

  constructor(reason: string, { temporary }: { temporary: boolean }) {
    super(reason);
    this.name = 'DeliveryFailure';
    this.temporary = temporary;
  }
}

/** Before any of this message had left the desk was told to stop, or had too little time left for it. */
export class GivenUp extends DeliveryFailure {
  constructor() {
    super('The desk gave this up before any of it had left.', { temporary: true });
    this.name = 'GivenUp';
  }
}
