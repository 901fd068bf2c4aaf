import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect } from './fixtures/test.ts';
import { bundle, needsAll, swallowed } from './xss/bundle.ts';
import { corpus, inGroupsOf, packed } from './xss/corpus.ts';
import { test } from './xss/guarded-desk.ts';
import { asNames, long, thread } from './xss/mails.ts';
import { pasteHtml } from './xss/paste-html.ts';
import { shownOn } from './xss/witness.ts';

const whole = corpus.filter(needsAll);
const ordinary = corpus.filter((attack) => !needsAll(attack));

if (corpus.length === 0) {
  test('the collected attacks are not beside this checkout', () => {});
} else {
  test(`${corpus.length} collected attacks do nothing in a mail, a draft, a name, a subject or Cc`, async ({
    page,
    api,
    guarded,
  }) => {
    test.setTimeout(400_000);
    let group: string[] = [];
    // The answers of the API with attacks in their place: more than a mail's sender and subject have room for.
    await page.route(/\/api\/desk\/(?:conversations|queue)/, async (route) => {
      // The desk may close an idle connection just when it is used again; browsers ask once more by themselves.
      const response = await route.fetch({ maxRetries: 2 });
      const isList = /\/(?:conversations|queue\/\w+)(?:\?|$)/.test(route.request().url());
      const names = isList ? inGroupsOf(60, group) : [group];
      let next = 0;
      const json = JSON.stringify(await response.json(), (key, value) => {
        if (!/^(?:name|subject|contact_name|sender_name|company_name|snippet)$/.test(key)) return value;
        return names[next++ % names.length]?.join(' ') ?? value;
      });
      await route.fulfill({ response, body: json });
    });
    let rest = ordinary;
    for (let round = 0; rest.length > 0; round++) {
      expect(round, 'rounds').toBeLessThan(5);
      const left: string[] = [];
      for (group of inGroupsOf(1200, rest)) {
        const conversation = await thread(api, [{ name: 'Corpus', subject: 'Words', html: bundle(group) }]);
        await api.saveDraft(conversation, {
          body_html: bundle(group),
          cc_emails: asNames(packed(group, 800)),
        });
        await openConversation(page, conversation);
        const { messages, reply, cells } = await guarded.expectUnharmed();
        expect(cells).toBeGreaterThan(group.length);
        left.push(...new Set([...swallowed(group, messages), ...swallowed(group, reply)]));
      }
      rest = left;
    }
    for (group of inGroupsOf(20, whole)) {
      const mails = group.map((attack) => ({
        name: attack.slice(0, 200),
        subject: attack.slice(0, 500),
        html: attack,
      }));
      const conversation = await thread(api, mails);
      await api.saveDraft(conversation, { body_html: `${long}${group[0]}`, cc_emails: asNames(['A']) });
      await openConversation(page, conversation);
      await guarded.expectUnharmed();
    }
  });

  test(`${corpus.length} collected attacks do nothing when they are pasted or typed as people`, async ({
    page,
    api,
    guarded,
  }) => {
    test.setTimeout(400_000);
    const conversation = await thread(api, [{ name: 'Pasted', subject: 'Words', html: long }]);
    await api.saveDraft(conversation, { body_html: long, cc_emails: asNames(['A']) });
    await openConversation(page, conversation);
    const { body, cc } = replyOn(page);
    await body.click();
    for (const group of inGroupsOf(300, ordinary)) {
      await page.keyboard.press('Control+A');
      await pasteHtml(page, bundle(group));
      expect(swallowed(group, (await guarded.expectUnharmed()).reply)).toEqual([]);
    }
    for (const group of inGroupsOf(12, whole)) {
      await page.keyboard.press('Control+A');
      for (const attack of group) await pasteHtml(page, `<p>${attack}</p>`);
      await guarded.expectUnharmed();
    }
    for (const group of inGroupsOf(3000, corpus)) {
      await cc.fill(asNames(packed(group, 900)).join(', ').replace(/\s/g, ' '));
      await cc.press('Tab');
    }
    await expect(page.getByText('cc-9@customers.example', { exact: true })).toBeVisible();
    expect((await shownOn(page)).threats).toEqual([]);
  });
}
