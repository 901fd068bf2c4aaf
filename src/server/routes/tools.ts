import type { DraftRules } from '../drafts/life.ts';
import type { Hub } from '../live/hub.ts';
import type { Auth } from '../session/auth.ts';
import type { Db } from '../store/database.ts';

/** What routes work with. */
export interface RouteTools {
  db: Db;
  auth: Auth;
  rules: DraftRules;
  hub: Hub;
  /** How often a stream of events is looked after; 15 where nothing is said. */
  heartbeatSeconds?: number;
  /** Origins that our own pages have. */
  origins: ReadonlySet<string>;
  cursorSecret: string;
  /** Proxies of ours before the desk; none where nothing is said. */
  trustedProxies?: number;
  demo: boolean;
  /** Lets a command on this machine act as the desk's operator; null: nobody may. */
  operatorToken: string | null;
}
