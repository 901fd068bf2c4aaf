import { type ParsedMail, simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listDeskMessages } from '#contract/desk/conversation.ts';
import { createMessageDraft } from '#contract/message-drafts.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { keepInlineImage } from '../drafts/keep-inline-image.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
import { pngPicture } from '../test-pictures.ts';
import { DeliveryFailure, type OutgoingMail, type Transport } from './transport.ts';

const mails: OutgoingMail[] = [];
let failures = 0;
const transport: Transport = {
  async sendMail(mail) {
    mails.push(mail);
    if (failures-- > 0) throw new DeliveryFailure('busy', { temporary: true });
    return { refused: [] };
  },
  async sendText() {},
  close() {},
};

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };
const roof = pngPicture(6, 4, [10, 120, 200]);
let roofId: string;

beforeAll(async () => {
  desk = await openTestDesk({ transport });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep');
  roofId = (await keepInlineImage(desk.db, us.id, roof)).contentId;
});
afterAll(() => desk.close());
beforeEach(() => {
  mails.length = 0;
  failures = 0;
});

async function sent(conversation: string) {
  const message = await eventually(async () => {
    const { body } = await desk.call(listDeskMessages, {
      params: { conversation_id: conversation },
      as: rep,
    });
    const found = body.data.find(({ message_direction }) => message_direction === 'sent');
    if (!found) throw new Error('not sent yet');
    return found;
  });
  return { message, mail: await parsed(mails.at(-1)) };
}
const parsed = (mail: OutgoingMail | undefined): Promise<ParsedMail> =>
  simpleParser(Buffer.from(mail?.source ?? ''), { keepCidLinks: true });
const download = async (id: string) => {
  const response = await desk.send(`/api/desk/attachments/${id}`, { headers: rep });
  return Buffer.from(await response.arrayBuffer());
};

test('a picture in a reply travels with it and is shown in the conversation', async () => {
  const conversation = await desk.conversation(us.id);
  const body_html = `<p>See:</p><p><img src="cid:${roofId}" alt="The roof" width="6" height="4"></p>`;
  await desk.save(us, conversation, { body_html, autosend_draft: true });
  const { message, mail } = await sent(conversation);

  expect(mail.html).toBe(body_html);
  expect(mail.attachments).toMatchObject([
    {
      contentType: 'image/png',
      contentDisposition: 'inline',
      contentId: `<${roofId}>`,
      filename: 'picture-1.png',
      related: true,
    },
  ]);
  expect(mail.attachments[0]?.content.equals(roof)).toBe(true);
  expect(Buffer.from(mails[0]?.source ?? '').toString()).toMatch(
    /multipart\/alternative[\s\S]*text\/plain[\s\S]*multipart\/related[\s\S]*text\/html/,
  );

  expect(message.content).toBe(body_html);
  expect(message.attachments).toMatchObject([
    { filename: 'picture-1.png', content_type: 'image/png', size: roof.length, content_id: roofId },
  ]);
  expect((await download(message.attachments[0]?.attachment_id ?? '')).equals(roof)).toBe(true);
});

test('a picture that a program wrote into the body travels beside it, since Gmail shows none there', async () => {
  const logo = pngPicture(3, 3, [0, 90, 0]);
  const url = `data:image/png;base64,${logo.toString('base64')}`;
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, {
    body_html: `<p title='src="${url}"'>Two:</p><img alt="a > b" src="${url}"><img src="${url}"><img src="cid:${roofId}">`,
    autosend_draft: true,
  });
  const { message, mail } = await sent(conversation);
  const [first, second, ...others] = mail.attachments;
  expect(others).toEqual([]);
  expect([first?.filename, second?.filename]).toEqual(['picture-1.png', 'picture-2.png']);
  expect([first?.content.equals(logo), second?.content.equals(roof)]).toEqual([true, true]);
  const logoId = first?.contentId?.slice(1, -1);
  expect(mail.html).toContain(
    `<img alt="a &gt; b" src="cid:${logoId}"><img src="cid:${logoId}"><img src="cid:${roofId}">`,
  );
  expect(message.content).toBe(mail.html);
  expect(message.attachments.map(({ content_id }) => content_id)).toEqual([logoId, roofId]);
});

test('a second attempt sends the same pictures under the same names', async () => {
  failures = 1;
  const url = `data:image/png;base64,${pngPicture(2, 5, [7, 7, 7]).toString('base64')}`;
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: `<img src="${url}">`, autosend_draft: true });
  await sent(conversation);
  expect(mails).toHaveLength(2);
  const [one, two] = await Promise.all(mails.map(parsed));
  const said = (mail: ParsedMail | undefined) => [
    mail?.messageId,
    mail?.html,
    mail?.attachments.map(({ contentId, filename, content }) => [
      contentId,
      filename,
      content.toString('hex'),
    ]),
  ];
  expect(said(one)).toEqual(said(two));
});

test('what is another organisation’s, unknown, or no picture is not attached', async () => {
  const them = await desk.organization('Them');
  const { contentId: theirs } = await keepInlineImage(desk.db, them.id, pngPicture(8, 8, [1, 1, 1]));
  const bmp = `data:image/bmp;base64,${Buffer.from('BM no picture').toString('base64')}`;
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, {
    body_html: `<p>Hello <img src="cid:${theirs}"><img src="cid:image001.png@01D9"><img src="${bmp}"></p>`,
    autosend_draft: true,
  });
  const { message, mail } = await sent(conversation);
  expect(mail.attachments).toEqual([]);
  expect(message.attachments).toEqual([]);
  expect(mail.html).toContain(bmp);
});

test('a first message carries its pictures too', async () => {
  const { body } = await desk.call(createMessageDraft, {
    params: { organization_id: us.id },
    body: {
      modality: 'email',
      to_email: 'fresh@customer.example',
      subject: 'Your roof',
      body_html: `<p><img src="cid:${encodeURIComponent(roofId)}"></p>`,
      autosend_draft: true,
    },
    as: { 'x-api-key': us.key },
  });
  const conversation = await eventually(async () => {
    const { rows } = await desk.store.query(
      'select conversation_id from message where message_draft_id = $1',
      [body.draft_id],
    );
    expect(rows).toHaveLength(1);
    return (rows[0] as { conversation_id: string }).conversation_id;
  });
  const { message, mail } = await sent(conversation);
  expect(mail.attachments[0]?.content.equals(roof)).toBe(true);
  expect(message.attachments).toMatchObject([{ content_id: roofId }]);
});
