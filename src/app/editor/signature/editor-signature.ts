export interface EditorSignature {
  /** As a menu calls it: `My signature`. */
  readonly name: string;
  /** Sanitised. */
  readonly html: string;
}
