/** A mail as it leaves: RFC 5322 source, and the envelope it travels in. */
export interface OutgoingMail {
  messageId: string;
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

/** What brings messages to people. Rejects with `DeliveryFailure`; whatever else it throws counts as temporary. */
export interface Transport {
  sendMail(mail: OutgoingMail): Promise<{ refused: string[] }>;
  sendText(text: OutgoingText): Promise<void>;
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
