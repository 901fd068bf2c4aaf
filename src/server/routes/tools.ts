import type { DraftRules } from '../drafts/life.ts';
import type { Auth } from '../session/auth.ts';
import type { Db } from '../store/database.ts';

/** What routes work with. */
export interface RouteTools {
  db: Db;
  auth: Auth;
  rules: DraftRules;
  /** Origins that our own pages have. */
  origins: ReadonlySet<string>;
  cursorSecret: string;
  demo: boolean;
  /** Lets a command on this machine act as the desk's operator; null: nobody may. */
  operatorToken: string | null;
}
