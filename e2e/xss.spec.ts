import { letter, newAddress } from './fixtures/letter.ts';
import { logOf, openConversation, replyOn } from './fixtures/screen.ts';
import { expect } from './fixtures/test.ts';
import { attacks } from './xss/attacks.ts';
import { bundle, needsAll, swallowed } from './xss/bundle.ts';
import { inGroupsOf } from './xss/corpus.ts';
import { test } from './xss/guarded-desk.ts';
import { asNames, long, thread } from './xss/mails.ts';
import { pasteByKeyboard, pasteHtml } from './xss/paste-html.ts';
import { threatsOf } from './xss/threats.ts';
import { shownOn } from './xss/witness.ts';

test.use({ approval: 'off' });

const together = attacks.filter((attack) => !needsAll(attack));

test('attacks in the body, sender and subject of mails, and in drafts and their Cc, do nothing', async ({
  page,
  api,
  guarded,
}) => {
  test.setTimeout(120_000);
  for (const group of inGroupsOf(20, attacks)) {
    const mails = group.map((attack) => ({ name: attack.slice(0, 200), subject: attack, html: attack }));
    const conversation = await thread(api, mails);
    const drafted = group.filter((attack) => !needsAll(attack));
    await api.saveDraft(conversation, { body_html: bundle(drafted), cc_emails: asNames(group) });
    await openConversation(page, conversation);
    await expect(logOf(page).getByRole('article')).toHaveCount(group.length);
    const { reply } = await guarded.expectUnharmed();
    expect(swallowed(drafted, reply)).toEqual([]);
    await expect(page.getByRole('list', { name: 'Cc recipients' }).getByRole('listitem')).toHaveCount(
      group.length,
    );
  }
});

test('an attack that a draft holds alone does nothing', async ({ page, api, guarded }) => {
  const alone = attacks.filter((_, n) => n % 11 === 0);
  const conversation = await thread(api, [{ name: 'Alone', subject: 'Words', html: long }]);
  for (const [n, attack] of alone.entries()) {
    await api.saveDraft(conversation, {
      body_html: `<p>draft ${n}</p>${long}${attack}`,
      cc_emails: asNames(['A']),
    });
    await openConversation(page, conversation);
    await expect(replyOn(page).body).toContainText(`draft ${n}`);
    await guarded.expectUnharmed();
  }
});

test('a draft full of attacks is saved and sent without them', async ({ page, api, guarded, mailServer }) => {
  const customer = newAddress('victim');
  const [conversation = ''] = await api.importMail(letter({ from: `Vic <${customer}>` }));
  await api.saveDraft(conversation, {
    body_html: `<p>Dear Vic</p>${bundle(together)}`,
    cc_emails: asNames(['A']),
  });
  await openConversation(page, conversation);
  const { body, save, sendNow, send, status } = replyOn(page);
  await body.getByText('Dear Vic').click();
  await page.keyboard.press('End');
  await page.keyboard.type(', hello');
  await guarded.expectUnharmed();
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  const kept = (await api.draft(conversation))?.body_html ?? '';
  expect(kept).toContain('<p>Dear Vic, hello</p>');
  expect(swallowed(together, kept)).toEqual([]);
  // Fields, players and addresses within one computer stay in a draft, where they are pictures of themselves and lead nowhere;
  // nobody is sent one.
  const inert =
    /^<(?:form|input|select|textarea|button|video|audio|dialog|marquee)>$|^(?:file|onenote|notes|outlook):/;
  expect(threatsOf(kept).filter((threat) => !inert.test(threat))).toEqual([]);

  await sendNow.check();
  await send.click();
  await expect(status).toHaveText(/^Sent/);
  const [received] = mailServer.mailFor(customer);
  const sent = received?.mail.html || '';
  expect(sent).toContain('Dear Vic, hello');
  expect(threatsOf(sent)).toEqual([]);
  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await guarded.settled();
});

test('attacks that are pasted do nothing, and are saved as harmless words', async ({
  page,
  api,
  guarded,
}) => {
  const conversation = await thread(api, [{ name: 'Pasted', subject: 'Words', html: long }]);
  await api.saveDraft(conversation, { body_html: long, cc_emails: asNames(['A']) });
  await openConversation(page, conversation);
  const { body, save, status } = replyOn(page);
  await body.click();
  for (const group of inGroupsOf(12, attacks)) {
    for (const attack of group) await pasteHtml(page, `<p>${attack}</p>`);
    await guarded.expectUnharmed();
  }
  await page.keyboard.press('Control+A');
  await pasteByKeyboard(page, bundle(together));
  const { reply } = await guarded.expectUnharmed();
  expect(swallowed(together, reply)).toEqual([]);
  await save.click();
  await expect(status).toHaveText(/^Saved/);
  expect(threatsOf((await api.draft(conversation))?.body_html ?? '')).toEqual([]);
});

test('attacks that are typed as people in Cc do nothing', async ({ page, api, guarded }) => {
  const conversation = await thread(api, [{ name: 'Typed', subject: 'Words', html: long }]);
  await api.saveDraft(conversation, { body_html: long, cc_emails: [] });
  await openConversation(page, conversation);
  const { cc } = replyOn(page);
  const chips = page.getByRole('list', { name: 'Cc recipients' }).getByRole('listitem');
  const typed = [...attacks.filter((_, n) => n % 5 === 0), attacks.join(' ; '), asNames(attacks).join(', ')];
  for (const text of typed) {
    await cc.fill(text.replace(/\s/g, ' '));
    await cc.press('Tab');
  }
  await expect(chips.getByText('cc-0@customers.example')).toBeVisible();
  expect(await chips.count()).toBeGreaterThan(attacks.length);
  await guarded.settled();
  expect((await shownOn(page)).threats).toEqual([]);
  await expect(
    page.locator('form, section[aria-label="Your reply"] :is(img, script, iframe, style)'),
  ).toHaveCount(0);
});
