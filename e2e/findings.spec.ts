import type { Page } from '@playwright/test';
import { letter, newAddress } from './fixtures/letter.ts';
import { openConversation, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';

const reasonsOn = (page: Page) => page.getByRole('list', { name: 'Findings' }).getByRole('button');
const cardOn = (page: Page) => page.getByRole('region', { name: 'Queued reply' });
const cardFrame = (page: Page) => cardOn(page).getByTitle('Queued reply');

/** What is marked on the page, and in the frame of a reply that waits. */
const marked = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('[data-reply] iframe');
    const views = [window, frame?.contentWindow as typeof window | null | undefined];
    return views.flatMap((view) =>
      ['finding-block', 'finding-warn'].flatMap((name) =>
        [...(view?.CSS.highlights.get(name) ?? [])].map(String),
      ),
    );
  });

const selected = (page: Page) => page.evaluate(() => String(getSelection()));
const selectedInFrame = (page: Page) =>
  cardFrame(page)
    .contentFrame()
    .locator('body')
    .evaluate((body) => String(body.ownerDocument.getSelection()));

const long = Array.from({ length: 40 }, (_, n) => `<p>Line ${n} of a long letter.</p>`).join('');
const misleading = '<p>Pay at <a href="https://evil.example/">https://good.example</a>.</p>';

let conversation = '';
test.beforeEach(async ({ api }) => {
  [conversation = ''] = await api.importMail(letter({ from: `Wren Customer <${newAddress('wren')}>` }));
});

test.describe('a reply that waits for approval', () => {
  test('is marked in its frame, and a reason leads to its place', async ({ page, apiOf, signIn }) => {
    const rep = await apiOf('rep');
    await rep.saveDraft(conversation, { body_html: long + misleading, autosend_draft: true });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    await expect.poll(() => marked(page)).toEqual(['https://good.example']);
    const link = cardFrame(page).contentFrame().getByRole('link', { name: 'https://good.example' });
    await expect(link).not.toBeInViewport();
    await reasonsOn(page).click();
    await expect(link).toBeInViewport({ ratio: 1 });
    expect(await selectedInFrame(page)).toBe('https://good.example');
  });

  test('shows its folded signature for a reason that lies there', async ({ page, apiOf, signIn }) => {
    const rep = await apiOf('rep');
    const body_html = `${long}<div class="gmail_signature">${misleading}</div>`;
    await rep.saveDraft(conversation, { body_html, autosend_draft: true });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    const link = cardFrame(page).contentFrame().getByRole('link', { name: 'https://good.example' });
    await expect(link).toBeHidden();
    await reasonsOn(page).click();
    await expect(link).toBeInViewport({ ratio: 1 });
    await expect.poll(() => selectedInFrame(page)).toBe('https://good.example');
  });

  test('marks the link, and not the same words before it', async ({ page, apiOf, signIn }) => {
    const rep = await apiOf('rep');
    const body_html =
      '<p>We are there at nine, see <a href="https://x.example">there</a> or <a href="#">there</a>.</p>';
    await rep.saveDraft(conversation, { body_html, autosend_draft: true });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    await reasonsOn(page).click();
    const target = () =>
      cardFrame(page)
        .contentFrame()
        .locator('body')
        .evaluate((body) => {
          const node = body.ownerDocument.getSelection()?.anchorNode;
          return node?.parentElement?.getAttribute('href');
        });
    await expect.poll(target).toBe('#');
  });

  test('leads from a recipient’s reason to the line that lists them', async ({ page, apiOf, signIn }) => {
    const rep = await apiOf('rep');
    await rep.saveDraft(conversation, {
      body_html: '<p>Hi Wren, yes.</p>',
      cc_emails: ['office@acme.test'],
      bcc_emails: ['bob@new.example', 'Bo <bo@new.example>'],
      autosend_draft: true,
    });
    await signIn(page, 'manager');
    await openConversation(page, conversation);
    await expect(cardOn(page)).toContainText(
      'Cc office@acme.test · Bcc bob@new.example, Bo <bo@new.example>',
    );
    await expect.poll(() => marked(page)).toEqual(['bob@new.example', 'bo@new.example']);
    await reasonsOn(page)
      .filter({ hasText: /^bo@.* out of Bcc/ })
      .click();
    expect(await selected(page)).toBe('bo@new.example');
    await expect(cardOn(page).getByText('Bcc bob@new.example').locator('..')).toBeFocused();
  });
});

test.describe('a reply that is being written', () => {
  test('leads from a recipient’s reason to their chip', async ({ page, api, signIn }) => {
    await api.saveDraft(conversation, {
      body_html: '<p>Hi Wren, yes.</p>',
      cc_emails: ['bob@new.example', 'bo@new.example'],
    });
    await signIn(page, 'rep');
    await openConversation(page, conversation);
    await expect.poll(() => marked(page)).toEqual(['bob@new.example', 'bo@new.example']);
    await reasonsOn(page)
      .filter({ hasText: /^bo@.* out of Cc/ })
      .click();
    await expect(page.getByRole('button', { name: 'Remove bo@new.example' })).toBeFocused();
  });

  test('shows its folded signature for a reason that lies there', async ({ page, api, signIn }) => {
    const body_html = '<p>Hi Wren, yes.</p><div class="gmail_signature">Regards, {{agent_name}}</div>';
    await api.saveDraft(conversation, { body_html });
    await signIn(page, 'rep');
    await openConversation(page, conversation);
    await expect(replyOn(page).body).toContainText('Hi Wren, yes.');
    await expect(replyOn(page).body.getByText('{{agent_name}}')).toBeHidden();
    await reasonsOn(page).click();
    await expect(replyOn(page).body.getByText('{{agent_name}}')).toBeInViewport();
    await expect.poll(() => selected(page)).toBe('{{agent_name}}');
  });

  test('is shown from under the sheet that the reasons stand in', async ({ page, api, signIn }) => {
    await page.setViewportSize({ width: 1100, height: 800 });
    await api.saveDraft(conversation, { body_html: `${long}<p>Ask for {{technician_name}}.</p>` });
    await signIn(page, 'rep');
    await openConversation(page, conversation);
    await expect.poll(() => marked(page)).toEqual(['{{technician_name}}']);
    await page.getByRole('button', { name: 'Review', exact: true }).click();
    await reasonsOn(page).click();
    await expect(page.getByRole('dialog', { name: 'Review' })).toBeHidden();
    await expect.poll(() => selected(page)).toBe('{{technician_name}}');
    await expect(replyOn(page).body).toBeFocused();
    await expect(replyOn(page).body.getByText('{{technician_name}}')).toBeInViewport();
    await expect.poll(() => marked(page)).toEqual(['{{technician_name}}']);
  });
});

test.describe('a text message', () => {
  const text = Array.from({ length: 30 }, (_, n) => `Line ${n}`).join('\n');

  test('that is being written: a reason selects the words in the field', async ({ page, api, signIn }) => {
    const number = await api.conversationWith('+15138675309');
    await api.saveDraft(number, { body_html: `${text}\nAsk for {{technician}}.` });
    await signIn(page, 'rep');
    await openConversation(page, number);
    const { body } = replyOn(page);
    await expect.poll(() => marked(page)).toEqual(['{{technician}}']);
    await reasonsOn(page).filter({ hasText: 'technician' }).click();
    await expect(body).toBeFocused();
    const words = (box: HTMLElement | SVGElement) => {
      const { value, selectionStart, selectionEnd } = box as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    };
    expect(await body.evaluate(words)).toBe('{{technician}}');
    // It scrolls within a box around it, up to the last line.
    await expect.poll(() => body.evaluate((box) => box.parentElement?.scrollTop)).toBeGreaterThan(100);
  });

  test('that waits for approval is marked, and a reason leads to its place', async ({
    page,
    apiOf,
    signIn,
  }) => {
    const rep = await apiOf('rep');
    const number = await rep.conversationWith('+15135550142');
    const body_html = `${text}\nPay at https://p\u0430ypal.example now`;
    await rep.saveDraft(number, { body_html, autosend_draft: true });
    await signIn(page, 'manager');
    await openConversation(page, number);
    await expect.poll(() => marked(page)).toEqual(['https://p\u0430ypal.example']);
    const link = cardOn(page).getByRole('link');
    await expect(link).not.toBeInViewport();
    await reasonsOn(page).click();
    await expect(link).toBeInViewport();
    expect(await selected(page)).toBe('https://p\u0430ypal.example');
  });
});
