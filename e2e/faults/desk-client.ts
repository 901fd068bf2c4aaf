import { getDeskConversation, recallReply } from '../../src/contract/desk/conversation.ts';
import { approveReplies } from '../../src/contract/desk/decisions.ts';
import { signIn } from '../../src/contract/desk/session.ts';
import { type Answer, addressOf, type Call, type Endpoint } from '../../src/contract/endpoint.ts';
import { saveResponseDraft } from '../../src/contract/response-drafts.ts';
import type { World } from './world.ts';

/** What became of a request; `unknown`: there was no answer, or one that says nothing about what was done. */
export type Told<T> = { as: 'done'; answer: T } | { as: 'refused'; status: number } | { as: 'unknown' };

/** A program and a manager at desks that may be gone at any moment. */
export class DeskClient {
  readonly #world: World;
  /** A desk that runs, any of them; null while there is none. */
  readonly #desk: () => string | null;
  #cookie = '';

  constructor(world: World, desk: () => string | null) {
    this.#world = world;
    this.#desk = desk;
  }

  /** At every desk that has the secrets of this one. */
  async signIn(url: string): Promise<void> {
    const response = await fetch(`${url}${addressOf(signIn, {})}`, {
      method: signIn.method,
      body: JSON.stringify(this.#world.manager),
    });
    if (!response.ok) throw new Error(`Sign-in: ${response.status} ${await response.text()}`);
    this.#cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
  }

  save(conversation: string, token: string, autosend: boolean) {
    return this.#ask(saveResponseDraft, {
      params: { organization_id: this.#world.organizationId, conversation_id: conversation },
      body: { body_html: `<p>${token} is what we say.</p>`, autosend_draft: autosend },
    });
  }

  read(conversation: string) {
    return this.#ask(getDeskConversation, { params: { conversation_id: conversation } });
  }

  recall(conversation: string) {
    return this.#ask(recallReply, { params: { conversation_id: conversation } });
  }

  approve(conversation: string, revision: string) {
    return this.#ask(approveReplies, { body: { items: [{ conversation_id: conversation, revision }] } });
  }

  async #ask<const E extends Endpoint>(endpoint: E, call: Call<E>): Promise<Told<Answer<E>>> {
    const url = this.#desk();
    if (url === null) return { as: 'unknown' };
    const { body, ...parts } = call as { params?: Record<string, string>; body?: unknown };
    try {
      const response = await fetch(`${url}${addressOf(endpoint, parts)}`, {
        method: endpoint.method,
        headers:
          endpoint.path === saveResponseDraft.path
            ? { 'x-api-key': this.#world.key }
            : { cookie: this.#cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Whoever gave up earlier would write on while a paused desk still holds what they asked before.
        signal: AbortSignal.timeout(240_000),
      });
      if (response.ok)
        return { as: 'done', answer: endpoint.answer.parse(await response.json()) as Answer<E> };
      await response.arrayBuffer();
      return response.status < 500 ? { as: 'refused', status: response.status } : { as: 'unknown' };
    } catch {
      return { as: 'unknown' };
    }
  }
}
