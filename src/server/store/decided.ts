/** A manager's yes to one revision, as it is kept with the draft and with the message that it became. */
export interface Approval {
  revision: string;
  personId: string;
  name: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** A manager's no, with what to do about it. */
export interface Returned {
  /** The revision that was read. */
  revision: string;
  note: string;
  /** The words that the note is about; null: the whole reply. */
  passage: string | null;
  personId: string;
  name: string;
  /** ISO 8601, UTC. */
  at: string;
}
