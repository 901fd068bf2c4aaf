import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { newAddress } from './fixtures/letter.ts';
import { startDesk } from './fixtures/running-desk.ts';
import { caretToEnd, logOf, mailBody, paste, repliesOn, replyOn } from './fixtures/screen.ts';
import { expect, test } from './fixtures/test.ts';
import { root } from './run/places.ts';

test.use({ approval: 'off' });

/** A mail as Gmail writes it, made out to an address that no other test uses. */
function inspectionRequest(from: string): string {
  const source = readFileSync(new URL('./fixtures/mail/inspection-request.eml', import.meta.url), 'utf8');
  return source.replaceAll('hannah@customers.example', from);
}

test('a rep answers a real customer e-mail, and it arrives once', async ({
  page,
  api,
  mailServer,
  signIn,
}) => {
  const customer = newAddress('hannah');
  const [conversation = ''] = await api.importMail(inspectionRequest(customer));
  await api.saveDraft(conversation, {
    body_html: '<p>Hi Hannah,</p><p>we can come on <strong>Wednesday</strong>.</p><p>Acme Roofing</p>',
  });

  await signIn(page, 'rep');
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search replies' }).fill(customer);
  await repliesOn(page).getByRole('link', { name: 'Hannah Abbott' }).click();

  await expect(logOf(page).getByRole('article')).toHaveCount(1);
  await expect(mailBody(page).getByText('two skylights above the café')).toBeVisible();

  const reply = replyOn(page);
  await caretToEnd(page, reply.body);
  await page.keyboard.press('Enter');
  await page.keyboard.type('P.S. The ladder stays with you.');
  await reply.cc.click();
  await paste(page, `"Abbott, John" <john@abbott.example>; office@abbott.example`);
  await reply.bcc.click();
  await page.keyboard.type('archive@acme.test,');
  await page.keyboard.press('Escape');
  await reply.sendNow.check();
  await reply.send.click();

  await expect(logOf(page).getByRole('article')).toHaveCount(2);
  await expect(mailBody(page, 1).getByText('The ladder stays with you.')).toBeVisible();
  await expect(reply.status).toHaveText(/Sent/);

  const [arrived, ...again] = mailServer.mailFor(customer);
  expect(again).toEqual([]);
  expect(arrived?.recipients.toSorted()).toEqual(
    [customer, 'archive@acme.test', 'john@abbott.example', 'office@abbott.example'].toSorted(),
  );
  const { mail, source = '' } = arrived ?? {};
  expect(mail?.subject).toBe('Re: Inspection of the roof at 14 Elm Street – who comes?');
  expect(mail?.inReplyTo).toBe('<inspection-1@customers.example>');
  expect(mail?.references).toContain('<inspection-1@customers.example>');
  expect(source).not.toContain('archive@acme.test');
  expect(mail?.html).toContain('<strong>Wednesday</strong>');
  expect(mail?.html).toContain('P.S. The ladder stays with you.');
  expect(mail?.text).toContain('P.S. The ladder stays with you.');
  expect(await api.draft(conversation)).toBeUndefined();
});

test('the import command brings mail into the running desk, and a second time nothing', async ({
  page,
  desk,
  signIn,
}) => {
  const file = new URL('./fixtures/mail/plain-request.eml', import.meta.url).pathname;
  const run = () =>
    promisify(execFile)('npm', ['run', '--silent', 'import', '--', file], {
      cwd: root,
      env: { ...process.env, DATA_DIR: desk.dataDir },
    });
  expect((await run()).stdout).toContain('Imported 1 message into 1 conversation');
  expect((await run()).stdout).toContain('Imported 0 messages, 1 already there');

  await signIn(page, 'rep');
  await page.goto('/conversations?search=Pavel');
  await page.getByRole('link', { name: 'Pavel Novotný' }).click();
  await expect(logOf(page).getByText('Příští týden prosím.')).toBeVisible();
  await expect(replyOn(page).body).toBeVisible();
});

test('a desk that is told to stop finishes and ends with 0', async ({ mailServer }) => {
  const desk = await startDesk({ demo: 'on', holdSeconds: 1, smtpUrl: mailServer.url });
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
  expect(await desk.stop()).toBe(0);
});
